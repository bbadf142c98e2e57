package gatehouse.legacy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A stand-in for a server of the legacy API, whose real ones run on no current system. What it has and what it answers
/// are those of a [Recording], at a moment that moves on with each command; sessions, the ban and the way connections are
/// handled are written after the same recordings. It reads strictly and notes what a real one would trip over.
public final class LegacyServer implements AutoCloseable {

    public static final String USER = "admin";
    public static final String PASSWORD = "not-the-default-one";

    private static final int FAILURES = 5;
    private static final int SETTLING = 1_900;
    private static final String BANNED = "Your IP address has been banned after too many failed authentication attempts.";

    private final Recording recording;
    private final ServerSocket listener;
    private final List<Asked> requests = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger logIns = new AtomicInteger();
    private volatile int moment;
    private volatile boolean wantsReferer;
    private volatile Optional<Integer> states = Optional.empty();
    private volatile String taken = "";
    private volatile boolean silent;
    private volatile Instant settled = Instant.MIN;

    private LegacyServer(Recording recording) throws IOException {
        this.recording = recording;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    public static LegacyServer of(Release release) {
        try {
            return new LegacyServer(Recording.of(release));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// A request as it came.
    public record Asked(String method, String path, Map<String, String> headers, Map<String, String> form, int files) {

        boolean multipart() {
            return headers.getOrDefault("content-type", "").startsWith("multipart/");
        }

        public boolean command() {
            return path.startsWith("/command/");
        }

        Optional<String> sid() {
            return Optional.ofNullable(headers.get("cookie")).filter(cookie -> cookie.startsWith("SID="))
                    .map(cookie -> cookie.substring(4));
        }
    }

    public Recording recording() {
        return recording;
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /// Goes to just before this exchange of the recording.
    public Recorded at(String name) {
        moment = recording.index(name) - 1;
        requests.clear();
        faults.clear();
        return recording.exchange(name);
    }

    /// What it has now, in its own words.
    public Recording.Contents contents() {
        return recording.contents(moment);
    }

    /// As 3.3.13, which answers 401 to everything without a Referer of its own.
    public void wantReferer() {
        wantsReferer = true;
    }

    /// Says this number where its own belongs.
    public void state(int api) {
        states = Optional.of(api);
    }

    /// Takes this command for any torrents from now on, not only for those of the recording, and moves on as after the
    /// recorded one.
    public void takeAll(String path) {
        taken = path;
    }

    /// Answers 200 and nothing to the next question about a torrent, as if it were gone.
    public void answerNothing() {
        silent = true;
    }

    /// As a restart: all sessions are gone, and the ban.
    public void restart() {
        sessions.clear();
        failures.set(0);
    }

    public int logIns() {
        return logIns.get();
    }

    public List<Asked> requests() {
        return List.copyOf(requests);
    }

    public List<Asked> commands() {
        return requests.stream().filter(Asked::command).toList();
    }

    /// What a real server would have tripped over; empty when nothing was.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException ignored) {
            // it is closed then
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /// One request a connection, which is closed without a word.
    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var lines = new ArrayList<String>();
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                lines.add(line);
            }
            if (!lines.isEmpty()) {
                var asked = Reading.asked(lines, in, faults);
                requests.add(asked);
                client.getOutputStream().write(bytes(answer(asked)));
                client.getOutputStream().flush();
            }
        } catch (IOException gone) {
            faults.add("a connection broke: " + gone.getMessage());
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    private record Answer(int status, String reason, String type, String cookie, String body) {

        static Answer of(int status, String body) {
            return new Answer(status, status == 200 ? "OK" : "No", body.isEmpty() ? null : "text/plain; charset=UTF-8", null,
                    body);
        }
    }

    /// 3.2.0 has no length for an empty body and an empty Content-Encoding.
    private byte[] bytes(Answer answer) throws IOException {
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\n");
        var old = recording.release().api() < 14;
        head.append(old ? "Content-Encoding: \r\n" : "date: Mon, 23 Nov 2026 15:00:00 GMT\r\n");
        if (!old || body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        Optional.ofNullable(answer.type()).ifPresent(type -> head.append("Content-Type: ").append(type).append("\r\n"));
        Optional.ofNullable(answer.cookie())
                .ifPresent(cookie -> head.append("Set-Cookie: SID=").append(cookie).append("; path=/\r\n"));
        var all = new ByteArrayOutputStream();
        all.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.write(body);
        return all.toByteArray();
    }

    private Answer answer(Asked asked) {
        var own = url() + "/";
        if (failures.get() >= FAILURES) {
            return Answer.of(403, BANNED);
        }
        if (wantsReferer && !own.equals(asked.headers().get("referer"))
                || !asked.headers().getOrDefault("referer", own).equals(own)) {
            return Answer.of(401, "");
        }
        return switch (asked.path()) {
            case "/version/api" -> Answer.of(200, String.valueOf(states.orElse(recording.release().api())));
            case "/version/qbittorrent" -> Answer.of(200, "v" + recording.release().version());
            case "/login" -> logIn(asked);
            case String path when path.startsWith("/api/") -> Answer.of(404, "");
            case String path -> asked.sid().map(sessions::get).map(session -> within(asked, session))
                    .orElseGet(() -> Answer.of(403, ""));
        };
    }

    private Answer logIn(Asked asked) {
        logIns.incrementAndGet();
        if (!asked.form().equals(Map.of("username", USER, "password", PASSWORD)) || asked.multipart()) {
            failures.incrementAndGet();
            return Answer.of(200, "Fails.");
        }
        var sid = "a+b/" + "0123456789012345678901234567".substring(0, 26) + sessions.size() % 10 + logIns.get() % 10;
        sessions.put(sid, new Session(recording.release()));
        return new Answer(200, "OK", "text/plain; charset=UTF-8", sid, "Ok.");
    }

    private Answer within(Asked asked, Session session) {
        if (asked.path().startsWith("/sync/maindata")) {
            var rid = Long.parseLong(asked.path().replaceAll(".*[?]rid=|/sync/maindata", "0"));
            return new Answer(200, "OK", "text/html; charset=UTF-8", null, session.body(rid, contents()));
        }
        var found = recording.near(moment + 1,
                exchange -> exchange.inSession()
                        && (asked.path().equals(taken) ? exchange.path().equals(taken) && exchange.status() == 200
                                : exchange.asks(asked.method(), asked.path(), asked.form(), asked.files())));
        if (silent && asked.path().startsWith("/query/properties")) {
            silent = false;
            return Answer.of(200, "");
        }
        if (found.isEmpty()) {
            faults.add("not in the recording: " + asked.method() + " " + asked.path() + " " + asked.form());
            return Answer.of(400, "");
        }
        return replay(asked, found.getAsInt());
    }

    private Answer replay(Asked asked, int index) {
        var exchange = recording.exchanges().get(index);
        if (asked.command() && exchange.status() == 200) {
            moment = Math.max(moment, recording.after(index));
        }
        settle(asked);
        var capitals = asked.form().keySet().stream().anyMatch(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
        if (capitals && !asked.multipart()) {
            faults.add("names in capitals are lost: " + asked.form().keySet());
        }
        return new Answer(exchange.status(), exchange.reason() == null ? "Any" : exchange.reason(), exchange.type(), null,
                exchange.body());
    }

    /// With libtorrent 1.1 the priority of one file is lost when the next comes before it has settled.
    private void settle(Asked asked) {
        if (asked.path().equals("/command/setFilePrio") && recording.release().api() > 7) {
            if (Instant.now().isBefore(settled)) {
                faults.add("the priority before is lost: " + asked.form());
            }
            settled = Instant.now().plusMillis(SETTLING);
        }
    }

    /// Header names of a request are lower case.
    static Map<String, String> headers(List<String> lines) {
        var headers = new TreeMap<String, String>();
        lines.forEach(line -> headers.put(line.split(":", 2)[0].toLowerCase(Locale.ROOT), line.split(":", 2)[1].strip()));
        return headers;
    }
}
