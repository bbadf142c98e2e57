package gatehouse.real;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/// A peer that connects to a real server, says what it calls itself (BEP 10) and has nothing.
public final class Peer implements AutoCloseable {

    private static final byte[] PROTOCOL = "\u0013BitTorrent protocol".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTENSIONS = { 0, 0, 0, 0, 0, 0x10, 0, 0 };
    private static final int ID = 20;

    private final Socket socket;

    private Peer(Socket socket) {
        this.socket = socket;
    }

    /// Connects for the torrent of this hash. A server that has just begun with it turns peers away, so they come back.
    public static Peer connect(Qbittorrent server, String hash, String client) {
        var peer = new AtomicReference<Optional<Peer>>(Optional.empty());
        Qbittorrent.await("the server lets the peer in", () -> {
            peer.set(greeted(server, hash, client));
            return peer.get().isPresent();
        });
        return peer.get().orElseThrow();
    }

    private static Optional<Peer> greeted(Qbittorrent server, String hash, String client) {
        try {
            var socket = new Socket("127.0.0.1", server.peerPort());
            var out = new DataOutputStream(socket.getOutputStream());
            out.write(greeting(hash));
            new DataInputStream(socket.getInputStream()).readFully(new byte[PROTOCOL.length + EXTENSIONS.length + 2 * ID]);
            out.write(introduction(client));
            Thread.ofVirtual().start(() -> listen(socket));
            return Optional.of(new Peer(socket));
        } catch (IOException turnedAway) {
            return Optional.empty();
        }
    }

    private static byte[] greeting(String hash) {
        var id = new byte[ID];
        ThreadLocalRandom.current().nextBytes(id);
        var greeting = new ByteArrayOutputStream();
        greeting.writeBytes(PROTOCOL);
        greeting.writeBytes(EXTENSIONS);
        greeting.writeBytes(HexFormat.of().parseHex(hash));
        greeting.writeBytes(id);
        return greeting.toByteArray();
    }

    private static byte[] introduction(String client) {
        var name = client.getBytes(StandardCharsets.UTF_8);
        var said = new ByteArrayOutputStream();
        said.writeBytes(new byte[] { 20, 0 });
        said.writeBytes(("d1:mde1:v" + name.length + ":").getBytes(StandardCharsets.US_ASCII));
        said.writeBytes(name);
        said.write('e');
        var message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] { 0, 0, (byte) (said.size() >> 8), (byte) said.size() });
        message.writeBytes(said.toByteArray());
        return message.toByteArray();
    }

    private static void listen(Socket socket) {
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // Either side has ended it.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
