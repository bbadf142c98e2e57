package gatehouse.packaged;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import gatehouse.real.Gatehouse;
import gatehouse.real.Passage;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/// Two packaged Gatehouses on one real PostgreSQL, before one real qBittorrent and behind a round-robin proxy. Ola is admin;
/// Kim may have three torrents of her own. People sign in with local accounts, or with a provider.
final class Pair implements AutoCloseable {

    static final String PASSWORD = "a password for two";
    static final String INSTANCE = "attic";
    /// How long pages go on without the database here.
    static final int PATIENCE = 10;

    final EmbeddedPostgres postgres;
    final Passage database;
    final Qbittorrent server;
    final RecordingProxy door;
    final Passage way;
    final Passage balancer;
    final List<Gatehouse> replicas;
    /// The one `gatehouse.yaml` of both.
    final Path file;
    private final List<Integer> ports = List.of(Qbittorrent.freePort(), Qbittorrent.freePort());

    Pair() throws IOException {
        this(Map.of());
        replicas.getFirst().account("ola", "Ola", "admin", PASSWORD);
        replicas.getFirst().account("kim", "Kim", "kid", PASSWORD);
    }

    /// @param provider where people sign in, in the variables of an operator
    Pair(Map<String, String> provider) throws IOException {
        var folder = Files.createTempDirectory("gatehouse-pair");
        postgres = EmbeddedPostgres.start();
        database = Passage.before(postgres.getPort());
        server = Qbittorrent.start(folder.resolve("server"), PASSWORD, 5);
        door = RecordingProxy.before(server.port());
        way = Passage.before(door.port());
        balancer = Passage.before(ports.get(0), ports.get(1));
        file = Files.writeString(folder.resolve("gatehouse.yaml"), """
                version: 1
                sign-in: { ask: Ola }
                instances:
                  attic: { title: Attic, url: "http://127.0.0.1:%d", host: "127.0.0.1:%d", username: %s, password: %s,
                    roots: ["%s"] }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                  - who: { role: kid }
                    role: member
                    on: [attic]
                    see: own
                    do: own
                    limits: { torrents: 3 }
                """.formatted(way.port(), server.port(), Qbittorrent.USER, PASSWORD, server.downloads()));
        replicas = ports.stream().map(port -> replica(folder, port, provider)).toList();
    }

    private Gatehouse replica(Path folder, int port, Map<String, String> provider) {
        try {
            var own = Files.createDirectories(folder.resolve("replica-" + port));
            var environment = new HashMap<>(provider);
            environment.putAll(Map.of("GATEHOUSE_FILE", file.toString(),
                    "GATEHOUSE_DATA", own.resolve("data").toString(),
                    "GATEHOUSE_EXTERNAL_URL", address(),
                    "GATEHOUSE_SECRET", "one secret that both replicas share",
                    "GATEHOUSE_DATABASE_URL", "jdbc:postgresql://localhost:" + database.port() + "/postgres",
                    "GATEHOUSE_DATABASE_USERNAME", "postgres",
                    "GATEHOUSE_DATABASE_PATIENCE", PATIENCE + "S"));
            return new Gatehouse(Path.of("target/quarkus-app").toAbsolutePath(), own, environment, port);
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    /// What people type: now this replica answers, now that.
    String address() {
        return "http://localhost:" + balancer.port();
    }

    /// One replica's own address.
    String address(int replica) {
        return "http://localhost:" + ports.get(replica);
    }

    void start() {
        replicas.parallelStream().forEach(Gatehouse::start);
    }

    /// A torrent at the server, seeding, seen by both replicas.
    TorrentFile torrent(String name) {
        var file = TorrentFile.of(name, 300_000);
        file.write(server.downloads());
        server.add(List.of(file), Map.of("savepath", server.downloads().toString()));
        Qbittorrent.await(name, () -> server.state(file.hash()).equals("stalledUP"));
        return file;
    }

    /// What is revoked or ended at one replica is so at the other after ten seconds at the latest: true sooner, or then.
    static void within10Seconds(String what, BooleanSupplier noticed) {
        var promised = Instant.now().plusSeconds(10);
        Qbittorrent.await(what, () -> noticed.getAsBoolean() || Instant.now().isAfter(promised));
        assertTrue(noticed.getAsBoolean(), what);
    }

    Visitor signIn(String address, String name) {
        return Visitor.signIn(address, address(), name, PASSWORD);
    }

    @Override
    public void close() throws Exception {
        for (var replica : replicas) {
            replica.close();
        }
        balancer.close();
        way.close();
        door.close();
        server.close();
        database.close();
        postgres.close();
    }
}
