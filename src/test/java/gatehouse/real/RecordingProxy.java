package gatehouse.real;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before a real server and notes every request Gatehouse sends it. It reads strictly: what a careful parser would
/// not accept, or what Gatehouse must never send, is noted as a fault and goes no further: the test that caused it fails, and
/// every later one of that server.
public final class RecordingProxy implements AutoCloseable {

    private static final Set<String> ALLOWED = Set.of("host", "user-agent", "accept", "accept-encoding", "cookie",
            "content-type",
            "content-length", "connection");

    private final ServerSocket listener;
    private final int target;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logIns = new AtomicInteger();
    private volatile boolean holdsAll;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private RecordingProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    /// One request as it came.
    public record Request(String method, String path, Map<String, String> headers, String body) {

        public boolean is(String action) {
            return path.startsWith("/api/v2/" + action);
        }

        /// `true` for what changes something at the server.
        public boolean writes() {
            return method.equals("POST") && !is("auth/");
        }
    }

    public static RecordingProxy before(int target) {
        try {
            return new RecordingProxy(target);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<Request> writes() {
        return requests.stream().filter(Request::writes).toList();
    }

    public long count(String action) {
        return requests.stream().filter(request -> request.is(action)).count();
    }

    /// The values of all session cookies that were ever sent, which nobody but the server may see.
    public Set<String> sessions() {
        return Set.copyOf(sessions);
    }

    /// How many log-ins there ever were, also before [#clear].
    public int logIns() {
        return logIns.get();
    }

    /// What no request may have; empty when all were as they should be.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /// From now on what changes something is noted and then waits before the server, until [#release].
    public void hold() {
        holdsAll = false;
        held = new CountDownLatch(1);
    }

    /// The same for whatever is asked.
    public void holdAll() {
        holdsAll = true;
        held = new CountDownLatch(1);
    }

    public void release() {
        held.countDown();
    }

    public void clear() {
        requests.clear();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException ignored) {
            // it is closed then
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(server);
            Thread.ofVirtual().start(() -> back(server, client));
            var in = new BufferedInputStream(client.getInputStream());
            for (var raw = request(in); raw.isPresent(); raw = request(in)) {
                server.getOutputStream().write(raw.get());
                server.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // either side has closed: so does the other
        }
    }

    private static void back(Socket server, Socket client) {
        try (client; server) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // either side has closed: so does the other
        }
    }

    /// Reads one request whole and notes it; empty at the end of the connection.
    private Optional<byte[]> request(InputStream in) throws IOException {
        var raw = new ByteArrayOutputStream();
        var lines = new ArrayList<String>();
        for (var line = line(in, raw); !line.isEmpty(); line = line(in, raw)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var headers = headers(lines);
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        raw.write(body);
        var start = lines.getFirst().split(" ");
        check(start, headers, body);
        if (!faults.isEmpty()) {
            throw new IOException("not passed on: " + faults);
        }
        var request = new Request(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8));
        requests.add(request);
        Optional.ofNullable(headers.get("cookie")).ifPresent(cookie -> sessions.add(cookie.substring(cookie.indexOf('=') + 1)));
        if (request.is("auth/login")) {
            logIns.incrementAndGet();
        }
        if (holdsAll || request.writes()) {
            await(held);
        }
        return Optional.of(raw.toByteArray());
    }

    private static void await(CountDownLatch held) throws InterruptedIOException {
        try {
            held.await();
        } catch (InterruptedException stopping) {
            throw new InterruptedIOException();
        }
    }

    private Map<String, String> headers(List<String> lines) {
        var headers = new TreeMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            var parts = line.split(":", 2);
            var name = parts[0].toLowerCase(Locale.ROOT);
            if (headers.put(name, parts[1].strip()) != null) {
                faults.add("twice: " + name);
            }
            if (!ALLOWED.contains(name)) {
                faults.add("header: " + name);
            }
        }
        return headers;
    }

    private void check(String[] start, Map<String, String> headers, byte[] body) {
        if (start.length != 3 || !start[2].equals("HTTP/1.1")) {
            faults.add("request line: " + String.join(" ", start));
        }
        if (start[0].equals("POST") != headers.containsKey("content-length")) {
            faults.add(start[0] + " with Content-Length " + headers.get("content-length"));
        }
        var form = headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
        if (start[1].contains("+") || form && new String(body, StandardCharsets.UTF_8).contains("+")) {
            faults.add("a plus sign for a space");
        }
        if (start[1].contains("hashes=&") || start[1].endsWith("hashes=")
                || new String(body, StandardCharsets.UTF_8).matches("(.*&)?hashes=(&.*)?")) {
            faults.add("empty hashes");
        }
    }

    private static String line(InputStream in, ByteArrayOutputStream raw) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            raw.write(next);
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).replace("\r", "");
            }
            line.write(next);
        }
        return "";
    }
}
