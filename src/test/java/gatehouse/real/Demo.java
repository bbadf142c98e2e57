package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What `bin/demo` runs: two real qBittorrents that transfer something to each other, Gatehouse in front of them, and
/// with `sso` a real Keycloak to sign in with. Stopping it stops all of them.
///
/// Arguments: the packaged application's folder, the folder for data, and `sso` with the path of Keycloak's archive.
public final class Demo {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz34679";
    private static final long MEGABYTE = 1_000_000;

    private final Path application;
    private final Path data;
    private final Optional<Path> keycloakZip;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean stopping;

    private Demo(Path application, Path data, Optional<Path> keycloakZip) {
        this.application = application;
        this.data = data;
        this.keycloakZip = keycloakZip;
    }

    public static void main(String... arguments) throws Exception {
        var zip = arguments.length > 3 && arguments[2].equals("sso") ? Optional.of(Path.of(arguments[3]))
                : Optional.<Path> empty();
        var demo = new Demo(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath(), zip);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop));
        try {
            demo.run();
        } catch (RuntimeException failed) {
            TimeUnit.SECONDS.sleep(1);
            if (!demo.stopping) {
                throw failed;
            }
        }
    }

    private void run() throws Exception {
        Files.createDirectories(data);
        var password = secret();
        say("Starting two qBittorrent servers");
        var attic = keep(Qbittorrent.start(data.resolve("attic"), password, 5));
        var cellar = keep(Qbittorrent.start(data.resolve("cellar"), password, 5));
        var port = port();
        var url = "http://localhost:" + port;
        var people = people();
        var environment = environment(attic, cellar, password, url);
        if (keycloakZip.isPresent()) {
            environment.putAll(provider(url, people));
        }
        var packaged = keep(new Gatehouse(application, data, environment, port));
        if (keycloakZip.isEmpty()) {
            accounts(packaged, people);
        }
        say("Starting Gatehouse");
        var gatehouse = packaged.start();
        new Library(attic, cellar).fill();
        announce(url, people);
        new Library(attic, cellar).keepMoving(gatehouse);
    }

    private Map<String, String> environment(Qbittorrent attic, Qbittorrent cellar, String password, String url)
            throws IOException {
        var file = data.resolve("gatehouse.yaml");
        Files.writeString(file, """
                version: 1
                sign-in:
                  ask: Ola
                instances:
                  attic:
                    title: Attic
                    url: %s
                    username: %s
                    password: %s
                  cellar:
                    title: Cellar
                    url: %s
                    username: %s
                    password: %s
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                  - { who: { role: member }, role: member, on: [cellar], see: any, do: any }
                  - { who: { role: member }, role: viewer, on: [attic], see: any, do: own }
                  - { who: { role: viewer }, role: viewer, on: ["*"], see: any, do: own }
                """.formatted(attic.url(), Qbittorrent.USER, password, cellar.url(), Qbittorrent.USER, password));
        var environment = new LinkedHashMap<String, String>();
        environment.put("GATEHOUSE_FILE", file.toString());
        environment.put("GATEHOUSE_DATA", data.resolve("gatehouse").toString());
        environment.put("GATEHOUSE_EXTERNAL_URL", url);
        return environment;
    }

    private Map<String, String> provider(String url, Map<String, String> people) throws IOException {
        say("Starting Keycloak, which takes a minute the first time");
        var secret = secret();
        var realm = Files.readString(Path.of("src/test/resources/keycloak/home.json"));
        var keycloak = keep(Keycloak.start(keycloakZip.orElseThrow(), data.getParent().resolve("keycloak"), realm,
                Map.of("URL", url,
                        "SECRET", secret, "OLA", people.get("ola"), "ANN", people.get("ann"), "VIC", people.get("vic"), "EVE",
                        secret())));
        return Map.of("GATEHOUSE_PROVIDER_URL", keycloak.url(), "GATEHOUSE_PROVIDER_NAME", "Keycloak",
                "GATEHOUSE_PROVIDER_CLIENT_SECRET", secret);
    }

    private static void accounts(Gatehouse gatehouse, Map<String, String> people) {
        var roles = Map.of("ola", "admin", "ann", "member", "vic", "viewer");
        people.forEach((name, password) -> gatehouse.account(name,
                Character.toUpperCase(name.charAt(0)) + name.substring(1), roles.get(name), password));
    }

    private static int port() {
        try (var socket = new java.net.ServerSocket(8080, 1, java.net.InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return Qbittorrent.freePort();
        }
    }

    private Map<String, String> people() {
        var people = new LinkedHashMap<String, String>();
        List.of("ola", "ann", "vic").forEach(name -> people.put(name, secret()));
        return people;
    }

    private String secret() {
        return random.ints(18, 0, LETTERS.length()).mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString();
    }

    private static void announce(String url, Map<String, String> people) {
        System.out.println();
        System.out.println("  Gatehouse is at " + url);
        System.out.println();
        System.out.println("  administrator  ola  " + people.get("ola"));
        System.out.println("  member         ann  " + people.get("ann") + "   (may start and stop on Cellar)");
        System.out.println("  viewer         vic  " + people.get("vic"));
        System.out.println();
        System.out.println("  Ctrl-C stops everything.");
    }

    private static void say(String line) {
        System.out.println(line + " …");
    }

    private <T extends AutoCloseable> T keep(T server) {
        running.add(server);
        return server;
    }

    private void stop() {
        stopping = true;
        for (var server : running.reversed()) {
            try {
                server.close();
            } catch (Exception already) {
                // it is stopped then
            }
        }
    }

    /// What the two servers hold, and what keeps numbers moving.
    private record Library(Qbittorrent attic, Qbittorrent cellar) {

        private static final List<Item> ITEMS = List.of(
                new Item("debian-13.2.0-amd64-netinst.iso", 42, "linux", "iso", 90, false),
                new Item("ubuntu-26.04.1-live-server-amd64.iso", 64, "linux", "iso", 140, false),
                new Item("Fedora-Workstation-Live-43-1.6.x86_64.iso", 55, "linux", "iso,keep", 60, false),
                new Item("Wikipedia EN dump 2026-11-01 pages-articles.xml.bz2", 80, "data", "", 35, false),
                new Item("Night.of.the.Living.Dead.1968.Restored.mkv", 36, "films", "public-domain", 220, false),
                new Item("Tears of Steel (2012) [4K HDR].webm", 28, "films", "cc-by", 0, false),
                new Item("Sintel (2010) [4K, 5.1, subtitles].mkv", 30, "films", "cc-by", 0, false),
                new Item("Kevin MacLeod – Complete Collection (FLAC).tar", 48, "music", "cc-by", 25, true),
                new Item("LibriVox – The Adventures of Sherlock Holmes.zip", 18, "books", "", 0, false),
                new Item("مجموعة كتب عربية من الملك العام.zip", 12, "books", "keep", 0, false),
                new Item("OpenStreetMap planet-261116.osm.pbf", 70, "data", "maps", 45, true),
                new Item("NASA Apollo 11 onboard audio, restored.flac", 22, "music", "", 0, false));

        /// @param rate KiB a second at which the cellar fetches it; 0 when only the attic has it
        private record Item(String name, int megabytes, String category, String tags, int rate, boolean stopped) {

            TorrentFile file() {
                return TorrentFile.of(name, megabytes * MEGABYTE);
            }
        }

        void fill() {
            say("Filling them with something to see");
            for (var item : ITEMS) {
                var file = item.file();
                if (attic.state(file.hash()).isEmpty()) {
                    file.write(attic.downloads());
                    attic.add(List.of(file),
                            Map.of("savepath", attic.downloads().toString(), "category", item.category(), "tags", item.tags()));
                }
                if (item.rate() > 0 && cellar.state(file.hash()).isEmpty()) {
                    fetch(item, file);
                }
            }
            introduce();
        }

        private void fetch(Item item, TorrentFile file) {
            cellar.add(List.of(file),
                    Map.of("savepath", cellar.downloads().toString(), "category", item.category(), "tags", item.tags(),
                            "dlLimit", String.valueOf(item.rate() * 1024), "paused", String.valueOf(item.stopped())));
        }

        private void introduce() {
            for (var item : ITEMS) {
                if (item.rate() > 0) {
                    cellar.post("torrents/addPeers",
                            Map.of("hashes", item.file().hash(), "peers", "127.0.0.1:" + attic.peerPort()));
                }
            }
        }

        /// Whatever has arrived is fetched anew, so that the demo never comes to rest.
        void keepMoving(Process gatehouse) throws InterruptedException {
            while (!gatehouse.waitFor(20, TimeUnit.SECONDS)) {
                try {
                    revive("Attic", attic);
                    revive("Cellar", cellar);
                    refetch();
                    introduce();
                } catch (UncheckedIOException away) {
                    // Somebody has just stopped a server to see what happens; the next round starts it again.
                }
            }
            throw new IllegalStateException("Gatehouse has stopped by itself.");
        }

        private static void revive(String title, Qbittorrent server) {
            if (!server.alive()) {
                say(title + " has stopped; starting it again");
                server.launch();
            }
        }

        private void refetch() {
            for (var item : ITEMS) {
                var file = item.file();
                if (item.rate() > 0 && cellar.state(file.hash()).endsWith("UP")) {
                    cellar.post("torrents/delete", Map.of("hashes", file.hash(), "deleteFiles", "true"));
                    Qbittorrent.await("the end of " + item.name(), () -> cellar.state(file.hash()).isEmpty());
                    fetch(item, file);
                }
            }
        }
    }
}
