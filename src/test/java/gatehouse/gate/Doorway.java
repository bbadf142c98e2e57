package gatehouse.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import gatehouse.access.Granted;
import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationFile;
import gatehouse.config.ConfigurationReader;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Command.Upload;
import gatehouse.live.Fed;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Backends;
import gatehouse.real.RecordingProxy;
import gatehouse.store.Accounts;
import gatehouse.store.AuditLog;
import gatehouse.store.Kind;
import gatehouse.store.Ownership;
import gatehouse.store.Ownership.Owned;
import gatehouse.store.PendingAdds;
import gatehouse.store.PendingDeletes;
import gatehouse.store.Preferences;
import gatehouse.store.Quota;
import gatehouse.store.RejectedCredentials;
import gatehouse.store.Store;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import io.vertx.core.Vertx;

/// The gate itself with a policy, mirrors and owners that a test makes by hand, before two servers of the newest version,
/// attic and cellar, that say yes to everything and note what reaches them.
public final class Doorway implements AutoCloseable {

    public static final String SID = "canary-of-the-sid-7c1d";
    public static final String PASSWORD = "canary-of-the-password-91af";
    private static final String API = "2.16.2";
    private static final List<String> SAID_AT_LOG_IN = List.of("auth/login", "app/webapiVersion", "app/version");

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, RecordingProxy> doors = new LinkedHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Store store;
    private final Granted access;
    private final Mirrors mirrors;
    private final Owners ownership;
    private final AuditLog audit;
    private final Check check;
    private final Gate gate;

    public Doorway() {
        try {
            server = serve();
            List.of("attic", "cellar").forEach(name -> doors.put(name, RecordingProxy.before(server.getAddress().getPort())));
            store = Kind.SQLITE.open();
            var file = file();
            var rejected = new RejectedCredentials(store.database(), Store.SECRETS, store.clock());
            var backends = new Backends(file, vertx, rejected, store.clock());
            access = new Granted(file.current());
            mirrors = Fed.mirrors(file, backends, store.clock());
            ownership = new Owners(store);
            audit = store.audit();
            var json = new ObjectMapper();
            var additions = new Additions(ownership, new PendingAdds(store.database(), ownership, store.clock()),
                    new Quota(store.database(), store.clock()));
            check = new Check(new Actions(), access, mirrors, ownership, new Terms(), additions);
            gate = new Gate(check,
                    new Answers(json, new ClientData(new Preferences(store.database(), store.clock()), json),
                            new Particulars(backends, json)),
                    additions,
                    new Departures(ownership), new Searches(json), backends, new Replies(json),
                    new Journal(audit, store.clock()),
                    new Looks(store.clock()),
                    store.clock());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ConfigurationFile file() throws IOException {
        var text = new StringBuilder("version: 1\ninstances:\n");
        doors.forEach((name, door) -> text.append("  %s: { url: \"%s\", username: admin, password: %s }\n".formatted(name,
                door.url(), PASSWORD)));
        var path = Files.createTempDirectory("gatehouse-doorway").resolve("gatehouse.yaml");
        return new ConfigurationFile(Files.writeString(path, text), configuration -> {
        });
    }

    /// Owners from the database, or instead all at once from a test.
    private static final class Owners extends Ownership {

        private volatile Optional<Map<String, Map<Hash, Owned>>> made = Optional.empty();

        Owners(Store store) {
            super(store.database(), store.clock());
        }

        @Override
        public Map<Hash, Owned> owned(String instance) {
            return made.map(all -> all.getOrDefault(instance, Map.of())).orElseGet(() -> super.owned(instance));
        }
    }

    private HttpServer serve() throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/api/v2/", this::answer);
        http.start();
        return http;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring("/api/v2/".length());
        exchange.getRequestBody().readAllBytes();
        var known = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")).contains(SID);
        if (path.equals("auth/login")) {
            exchange.getResponseHeaders().add("Set-Cookie", "SID=" + SID + "; HttpOnly");
        }
        var text = switch (path) {
            case "auth/login" -> "Ok.";
            case "app/webapiVersion" -> API;
            case "app/version" -> "v5.3.0";
            default -> answers.getOrDefault(path, "");
        };
        var taken = known || path.equals("auth/login");
        var body = (taken ? text : "Forbidden").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", text.startsWith("{") || text.startsWith("[") ? "application/json"
                : "text/plain");
        exchange.sendResponseHeaders(taken ? 200 : 403, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// What the servers answer to a path.
    void answers(String path, String text) {
        answers.put(path, text);
    }

    /// The policy from now on, of a whole `gatehouse.yaml`.
    void policy(String yaml) {
        policy(switch (ConfigurationReader.read(yaml, Path.of("."))) {
            case ConfigurationReader.Reading.Valid(var configuration) -> configuration;
            case ConfigurationReader.Reading.Broken(var mistakes) -> throw new IllegalArgumentException(mistakes.toString());
        });
    }

    void policy(Configuration configuration) {
        access.grant(configuration);
    }

    /// What an instance's mirror shows from now on.
    void state(String instance, Snapshot state) {
        Fed.feed(mirrors.find(instance).orElseThrow(), state, API, store.clock());
    }

    /// Whose torrents are whose from now on, whatever the database says.
    void owners(Map<String, Map<Hash, Owned>> owned) {
        ownership.made = Optional.of(owned);
    }

    Ownership ownership() {
        return ownership;
    }

    AuditLog audit() {
        return audit;
    }

    Gate gate() {
        return gate;
    }

    /// What carries out deletes, as a process has it that was just started on the same store.
    Deletions deletions() {
        return new Deletions(gate, check, new Journal(audit, store.clock()), mirrors,
                new PendingDeletes(store.database(), store.clock()), accounts(), store.clock(), false);
    }

    Accounts accounts() {
        return new Accounts(store.database(), store.clock());
    }

    Instant now() {
        return store.clock().instant();
    }

    void pass(Duration time) {
        store.clock().pass(time);
    }

    Outcome ask(Person person, String instance, String action, Map<String, String> values, Upload... files) {
        return gate.run(person, new Command(instance, action, values, List.of(files),
                new Origin(Optional.empty(), "request", "192.0.2.7")));
    }

    /// What reached an instance since [#forget], without our own log-in.
    List<RecordingProxy.Request> reached(String instance) {
        return doors.get(instance).requests().stream().filter(request -> SAID_AT_LOG_IN.stream().noneMatch(request::is))
                .toList();
    }

    List<RecordingProxy.Request> reached() {
        return doors.keySet().stream().flatMap(name -> reached(name).stream()).toList();
    }

    /// What no request may have; empty when all were as they should be.
    List<String> faults() {
        return doors.values().stream().flatMap(door -> door.faults().stream()).toList();
    }

    void forget() {
        doors.values().forEach(RecordingProxy::clear);
    }

    @Override
    public void close() {
        doors.values().forEach(RecordingProxy::close);
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
