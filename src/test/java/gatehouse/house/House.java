package gatehouse.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import gatehouse.real.Era;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/// The house that tests live in: two real qBittorrents, attic and cellar, each behind a proxy that notes what Gatehouse
/// asks; a third one, the vault, whose password in `gatehouse.yaml` is wrong; a fourth, the barn, which is empty and in
/// `bin/test versions` the newest there is; and a
/// fifth, the loft, which is empty between tests, opts in to everything dangerous and has its downloads as its root.
///
/// Ola is admin everywhere. Ann is member on the attic and viewer on the cellar. Vic is viewer on the attic alone. Otto may
/// control and organise on the attic, but only torrents of his own. Una may do the same, and sees no others. Iris sees only
/// torrents of her own, and has none. Nora has signed in but no grant. On the loft alone, Opal is operator; Lin is viewer of
/// everything; Lou is operator of what is his own, and has nothing; Kim and Kai are members who see and touch only their own, within the folder and category kim, at most three.
public class House implements QuarkusTestResourceLifecycleManager {

    public static final String PASSWORD = "qbittorrent-password";
    public static final List<TorrentFile> FILMS = List.of(TorrentFile.of("Sintel (2010) [4K].mkv", 3_000_000),
            TorrentFile.of("Tears of Steel.webm", 2_000_000));
    public static final List<TorrentFile> SYSTEMS = List.of(TorrentFile.of("debian-13.2.0.iso", 4_000_000));

    private static Qbittorrent attic;
    private static Qbittorrent cellar;
    private static Qbittorrent vault;
    private static Qbittorrent barn;
    private static Qbittorrent loft;
    private static RecordingProxy atticDoor;
    private static RecordingProxy cellarDoor;
    private static RecordingProxy vaultDoor;
    private static RecordingProxy barnDoor;
    private static RecordingProxy loftDoor;

    public static Qbittorrent attic() {
        return attic;
    }

    public static Qbittorrent cellar() {
        return cellar;
    }

    public static Qbittorrent barn() {
        return barn;
    }

    public static RecordingProxy barnDoor() {
        return barnDoor;
    }

    public static Qbittorrent loft() {
        return loft;
    }

    public static RecordingProxy loftDoor() {
        return loftDoor;
    }

    /// What stands before the attic's server.
    public static RecordingProxy atticDoor() {
        return atticDoor;
    }

    public static RecordingProxy cellarDoor() {
        return cellarDoor;
    }

    public static Qbittorrent vault() {
        return vault;
    }

    public static RecordingProxy vaultDoor() {
        return vaultDoor;
    }

    public static List<RecordingProxy> doors() {
        return List.of(atticDoor, cellarDoor, vaultDoor, barnDoor, loftDoor);
    }

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("gatehouse-house");
            open(folder);
            Files.writeString(folder.resolve("gatehouse.yaml"), yaml());
            return Map.of("gatehouse.file", folder.resolve("gatehouse.yaml").toString(), "gatehouse.data",
                    folder.resolve("data").toString(),
                    "gatehouse.external-url", "http://localhost", "gatehouse.qbittorrent.hosts", "{instance}.qbittorrent.test",
                    "gatehouse.qbittorrent.legacy-hosts", "{instance}.legacy.test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void open(Path folder) {
        attic = Qbittorrent.start(folder.resolve("attic"), PASSWORD, 5);
        cellar = Qbittorrent.start(folder.resolve("cellar"), PASSWORD, 5);
        vault = Qbittorrent.start(folder.resolve("vault"), PASSWORD, 5);
        barn = Qbittorrent.start(Era.tested().toList().getLast(), folder.resolve("barn"), PASSWORD, 5,
                Qbittorrent.DEFAULT_REFRESH);
        barnDoor = RecordingProxy.before(barn.port());
        loft = Qbittorrent.start(folder.resolve("loft"), PASSWORD, 5);
        loftDoor = RecordingProxy.before(loft.port());
        atticDoor = RecordingProxy.before(attic.port());
        cellarDoor = RecordingProxy.before(cellar.port());
        vaultDoor = RecordingProxy.before(vault.port());
        fill(attic, FILMS);
        fill(cellar, SYSTEMS);
    }

    private static void fill(Qbittorrent server, List<TorrentFile> files) {
        files.forEach(file -> file.write(server.downloads()));
        server.add(files, Map.of("savepath", server.downloads().toString(), "category", "films", "tags", "keep"));
        files.forEach(file -> Qbittorrent.await(file.name(), () -> server.state(file.hash()).equals("stalledUP")));
    }

    /// A server refuses a Host with another port than its own, so each is told the name it knows itself by.
    private static String yaml() {
        return """
                version: 1
                sign-in: { ask: Ola }
                instances:
                  attic: { title: Attic, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s }
                  cellar: { title: Cellar, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s }
                  vault: { title: Vault, url: "%s", host: "127.0.0.1:%d", username: admin, password: not-the-password }
                  barn: { title: Barn, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s, roots: ["%s"],
                    dangerous: [settings.exec, search.plugins, create] }
                  loft:
                    title: Loft
                    url: "%s"
                    host: "127.0.0.1:%d"
                    username: admin
                    password: %s
                    roots: ["%s"]
                    dangerous: [settings.exec, search.plugins, create]
                roles:
                  helper: { extends: viewer, add: [control, organise] }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                  - { who: { role: member }, role: member, on: [attic], see: any, do: any }
                  - { who: { role: member }, role: viewer, on: [cellar], see: any, do: own }
                  - { who: { role: viewer }, role: viewer, on: [attic], see: any, do: any }
                  - { who: { person: "local:otto" }, role: helper, on: [attic], see: any, do: own }
                  - { who: { person: "local:iris" }, role: viewer, on: [attic], see: own, do: own }
                  - { who: { person: "local:opal" }, role: operator, on: [loft], see: any, do: any }
                  - { who: { person: "local:lin" }, role: viewer, on: [loft], see: any, do: own }
                  - who: { role: kid }
                    role: member
                    on: [loft]
                    see: own
                    do: own
                    limits: { torrents: 3 }
                    confine: { paths: ["%s/kim"], categories: [kim] }
                    force: { category: kim, tags: ["by {sub}"] }
                  - { who: { person: "local:una" }, role: helper, on: [attic], see: own, do: own }
                  - { who: { person: "local:lou" }, role: operator, on: [loft], see: own, do: own }
                """.formatted(atticDoor.url(), attic.port(), PASSWORD, cellarDoor.url(), cellar.port(), PASSWORD,
                vaultDoor.url(), vault.port(),
                barnDoor.url(), barn.port(), PASSWORD, barn.downloads(), loftDoor.url(), loft.port(), PASSWORD,
                loft.downloads(),
                loft.downloads());
    }

    @Override
    public void stop() {
        doors().forEach(RecordingProxy::close);
        List.of(attic, cellar, vault, barn, loft).forEach(Qbittorrent::kill);
    }
}
