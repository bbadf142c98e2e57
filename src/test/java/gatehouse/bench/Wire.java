package gatehouse.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One kept connection that asks by GET and reads whole answers. It does as little as it can, so that what is measured is the
/// other end.
final class Wire implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int from;
    private int to;

    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /// How many bytes the answer's body has on the wire.
    ///
    /// @param headers lines with their ends
    int ask(int port, String path, String headers) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var head = head();
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(path + ": " + head);
        }
        body.reset();
        var length = LENGTH.matcher(head);
        if (length.find()) {
            take(Integer.parseInt(length.group(1)));
        } else if (CHUNKED.matcher(head).find()) {
            chunks();
        } else {
            throw new IOException("of unknown length: " + head);
        }
        return body.size();
    }

    /// The body of the last answer.
    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private void chunks() throws IOException {
        for (var size = size(); size > 0; size = size()) {
            take(size);
            line();
        }
        line();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = next(); next != '\n'; next = next()) {
            line.append(next);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    private char next() throws IOException {
        if (from == to) {
            fill();
        }
        return (char) buffer[from++];
    }

    private void take(int length) throws IOException {
        for (var left = length; left > 0;) {
            if (from == to) {
                fill();
            }
            var part = Math.min(left, to - from);
            body.write(buffer, from, part);
            from += part;
            left -= part;
        }
    }

    private void fill() throws IOException {
        from = 0;
        to = in.read(buffer);
        if (to < 0) {
            to = 0;
            throw new EOFException("the connection was closed");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
