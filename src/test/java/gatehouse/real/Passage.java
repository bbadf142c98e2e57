package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A way through on loopback that a test can close, or hold the answers back on. With several ports behind it each new
/// connection goes to the next one, as with a plain load balancer.
public final class Passage implements AutoCloseable {

    private final int[] targets;
    private final ServerSocket listener;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean shut;
    private volatile boolean held;

    private Passage(int... targets) throws IOException {
        this.targets = targets;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    public static Passage before(int... targets) {
        try {
            return new Passage(targets);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Cuts every connection and lets no new one through, until [#open].
    public void shut() {
        shut = true;
        cut();
    }

    /// Cuts every connection; new ones get through.
    public void cut() {
        sockets.forEach(Passage::close);
        sockets.clear();
    }

    public void open() {
        shut = false;
    }

    /// What is asked gets through, what is answered does not.
    public void hold(boolean answers) {
        held = answers;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var from = listener.accept();
                Thread.ofVirtual().start(() -> lead(from));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void lead(Socket from) {
        if (shut) {
            close(from);
            return;
        }
        var to = next();
        if (to == null) {
            close(from);
            return;
        }
        sockets.addAll(List.of(from, to));
        Thread.ofVirtual().start(() -> copy(from, to, false));
        copy(to, from, true);
    }

    /// One that listens, whoever's turn it is.
    private Socket next() {
        var first = turn.getAndIncrement();
        return IntStream.range(0, targets.length).map(step -> targets[Math.floorMod(first + step, targets.length)])
                .mapToObj(Passage::connect).filter(java.util.Objects::nonNull).findFirst().orElse(null);
    }

    private static Socket connect(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException absent) {
            return null;
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        var buffer = new byte[16_384];
        try (from; to) {
            for (var read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                if (!answers || !held) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException over) {
            // both sides are closed
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
