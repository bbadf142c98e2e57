package gatehouse.qbittorrent;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import gatehouse.action.ApiVersion;
import gatehouse.config.Instance;
import gatehouse.config.Instance.Credentials;
import gatehouse.qbittorrent.Health.Failure;
import gatehouse.qbittorrent.Wire.Exchange.Answer;
import gatehouse.qbittorrent.Wire.Exchange.Broken;
import gatehouse.store.RejectedCredentials;

/// Signing in at one server, for both of our sessions there. One at a time, and never again with a name and password
/// or a key that were refused: five refusals ban our address, and with it everybody behind us.
class SignIn {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration BAN = Duration.ofHours(1);
    private static final long LIMIT = 64 * 1024;
    /// Before it (qBittorrent 3.1) servers asked for HTTP digest authentication.
    private static final int FIRST_WITH_SESSIONS = 2;

    private final Instance instance;
    private final Wire wire;
    private final RejectedCredentials rejected;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Health.Banned> ban = Optional.empty();

    SignIn(Instance instance, Wire wire, RejectedCredentials rejected, Clock clock) {
        this.instance = instance;
        this.wire = wire;
        this.rejected = rejected;
        this.clock = clock;
    }

    /// Makes a new session, or says why there is none.
    Session attempt() {
        lock.lock();
        try {
            if (known()) {
                return new Session.SignedOut(new Health.CredentialsRejected(clock.instant()));
            }
            if (ban.flatMap(Health.Banned::until).filter(clock.instant()::isBefore).isPresent()) {
                return new Session.SignedOut(ban.get());
            }
            return Meters.counted(instance.name(), probe());
        } finally {
            lock.unlock();
        }
    }

    private boolean known() {
        var credentials = instance.credentials();
        return rejected.known(instance.name(), credentials.account(), credentials.secret().reveal());
    }

    /// Without a session a modern server answers 403, or 200 when it trusts our address; 401 means that it does not like
    /// the Host we send, whatever the password. A legacy server knows no such path (404), wants a Referer first (401: 3.3.13)
    /// or has banned us (403 with a sentence, in its own language).
    private Session probe() {
        return switch (wire.get("/api/v2/app/webapiVersion", Map.of(), Proof.NONE, LIMIT, DEADLINE)) {
            case Answer answer when answer.status() == 403 && says(answer) -> legacy(this::enter);
            case Answer answer when answer.status() == 403 -> enter();
            case Answer answer when answer.status() == 200 -> connected(cookie(answer).orElse(Proof.NONE));
            case Answer answer when answer.status() == 401 -> legacy(
                    () -> unreachable(Failure.WRONG_HOST, "the server answered 401 to the host we name"));
            case Answer answer when answer.status() == 404 -> legacy(() -> unreachable(Failure.NOT_QBITTORRENT,
                    "the server has no qBittorrent Web API at this address"));
            case Answer answer -> unreachable(Failure.NOT_QBITTORRENT, "the server answered " + answer.status());
            case Broken broken -> unreachable(broken.failure(), broken.detail());
        };
    }

    private static boolean says(Answer answer) {
        var text = answer.text().strip();
        return !text.isEmpty() && !text.equals("Forbidden");
    }

    /// `/version/api` needs no session in any legacy release, and is 403 only while our address is banned.
    private Session legacy(Supplier<Session> otherwise) {
        return switch (wire.get("/version/api", Map.of(), Proof.NONE, LIMIT, DEADLINE)) {
            case Answer answer when answer.status() == 403 -> banned();
            case Answer answer when answer.status() == 200 && answer.text().strip().matches("\\d{1,3}") ->
                legacy(Integer.parseInt(answer.text().strip()), cookie(answer));
            case Answer answer -> otherwise.get();
            case Broken broken -> unreachable(broken.failure(), broken.detail());
        };
    }

    /// @param trusted the session that a server opens by itself for an address it trusts
    private Session legacy(int api, Optional<Proof> trusted) {
        if (api < FIRST_WITH_SESSIONS) {
            return new Session.SignedOut(new Health.Unsupported("Web API " + api));
        }
        return trusted.map(proof -> connected(proof, api)).orElseGet(() -> switch (instance.credentials()) {
            case Credentials.Password password -> logIn(password, api);
            case Credentials.ApiKey key -> unreachable(Failure.OTHER,
                    "qBittorrent before 5.2 has no API keys: give a user name and a password");
        });
    }

    /// A legacy server answers 200 to any log-in, and says in the body how it ended. It reads url-encoded forms only.
    private Session logIn(Credentials.Password password, int api) {
        var form = Map.of("username", password.username(), "password", password.password().reveal());
        return switch (wire.post("/login", Form.of(form, List.of()), Proof.NONE, LIMIT, DEADLINE)) {
            case Answer answer when answer.status() == 403 -> banned();
            case Answer answer when answer.text().strip().equals("Ok.") && cookie(answer).isPresent() ->
                connected(cookie(answer).get(), api);
            case Answer answer when answer.text().strip().equals("Fails.") -> refused();
            case Answer answer -> unreachable(Failure.NOT_QBITTORRENT, "the log-in was answered with " + answer.status());
            case Broken broken -> unreachable(broken.failure(), broken.detail());
        };
    }

    private Session connected(Proof proof, int api) {
        ban = Optional.empty();
        return switch (wire.get("/version/qbittorrent", Map.of(), proof, LIMIT, DEADLINE)) {
            case Answer name when name.status() == 200 -> session(proof, name.text().strip(), ApiVersion.legacy(api));
            case Answer name -> unreachable(Failure.CLOSED, "the server did not say its version after the log-in");
            case Broken broken -> unreachable(broken.failure(), broken.detail());
        };
    }

    private Session enter() {
        return switch (instance.credentials()) {
            case Credentials.Password password -> logIn(password);
            case Credentials.ApiKey(var key) -> show(Proof.key(key.reveal()));
        };
    }

    /// A key needs no log-in. The server has just taken our Host, so it is the key that a 401 or 403 refuses; it does not
    /// count towards a ban there, and is not tried again all the same.
    private Session show(Proof key) {
        return switch (wire.get("/api/v2/app/webapiVersion", Map.of(), key, LIMIT, DEADLINE)) {
            case Answer answer when answer.status() == 200 -> connected(key);
            case Answer answer when answer.status() == 401 || answer.status() == 403 -> refused();
            case Answer answer -> unreachable(Failure.NOT_QBITTORRENT, "the key was answered with " + answer.status());
            case Broken broken -> unreachable(broken.failure(), broken.detail());
        };
    }

    private Session logIn(Credentials.Password password) {
        var form = Map.of("username", password.username(), "password", password.password().reveal());
        return switch (wire.post("/api/v2/auth/login", Form.of(form, List.of()), Proof.NONE, LIMIT, DEADLINE)) {
            case Answer answer when answer.status() == 403 -> banned();
            case Answer answer when answer.status() / 100 == 2 && cookie(answer).isPresent() -> connected(cookie(answer).get());
            case Answer answer when answer.status() == 200 || answer.status() == 401 -> refused();
            case Answer answer -> unreachable(Failure.NOT_QBITTORRENT, "the log-in was answered with " + answer.status());
            case Broken broken -> unreachable(broken.failure(), broken.detail());
        };
    }

    private Session refused() {
        var credentials = instance.credentials();
        rejected.remember(instance.name(), credentials.account(), credentials.secret().reveal());
        return new Session.SignedOut(new Health.CredentialsRejected(clock.instant()));
    }

    private Session banned() {
        ban = Optional.of(new Health.Banned(clock.instant(), Optional.of(clock.instant().plus(BAN))));
        return new Session.SignedOut(ban.get());
    }

    private Session connected(Proof proof) {
        ban = Optional.empty();
        var api = wire.get("/api/v2/app/webapiVersion", Map.of(), proof, LIMIT, DEADLINE);
        var app = wire.get("/api/v2/app/version", Map.of(), proof, LIMIT, DEADLINE);
        if (!(api instanceof Answer version && app instanceof Answer name && version.status() == 200 && name.status() == 200)) {
            return unreachable(Failure.CLOSED, "the server did not say its version after the log-in");
        }
        return ApiVersion.parse(version.text()).map(number -> session(proof, name.text().strip(), number)).orElseGet(
                () -> unreachable(Failure.NOT_QBITTORRENT, "the server says something else where its version belongs"));
    }

    private static Session session(Proof proof, String app, ApiVersion api) {
        return api.major() == 2 || api.legacy()
                ? new Session.SignedIn(proof, new Health.Connected(app.substring(0, Math.min(40, app.length())), api))
                : new Session.SignedOut(new Health.Unsupported("Web API " + api));
    }

    private Session unreachable(Failure failure, String detail) {
        return new Session.SignedOut(new Health.Unreachable(failure, detail, clock.instant()));
    }

    /// The name differs by version and can be configured (`SID`, `QBT_SID_8080`), so the pair is kept as it came.
    private static Optional<Proof> cookie(Answer answer) {
        return answer.setCookie().stream().map(line -> line.split(";", 2)[0].strip())
                .filter(pair -> pair.matches("[^=\\s]+=\\S+"))
                .findFirst().map(Proof::cookie);
    }
}
