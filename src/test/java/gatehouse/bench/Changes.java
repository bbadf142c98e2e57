package gatehouse.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// Changes the first torrents of a list again and again, a hundred a second, at the server itself.
final class Changes implements AutoCloseable {

    private static final int A_SECOND = 100;
    private static final long SECOND = 1_000_000_000;

    private final Qbittorrent server;
    private final String hashes;
    private final AtomicInteger made = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean over;

    /// @param every what else is done each second, as far as it takes less
    Changes(Qbittorrent server, List<TorrentFile> files, Runnable every) {
        this.server = server;
        hashes = files.subList(0, A_SECOND).stream().map(TorrentFile::hash).collect(Collectors.joining("|"));
        threads = List.of(eachSecond(this::change), eachSecond(every));
    }

    private Thread eachSecond(Runnable act) {
        return Thread.ofVirtual().start(() -> {
            for (var next = System.nanoTime(); !over; next = Math.max(next + SECOND, System.nanoTime())) {
                LockSupport.parkNanos(next - System.nanoTime());
                act.run();
            }
        });
    }

    private void change() {
        var odd = made.getAndAdd(A_SECOND) / A_SECOND % 2 == 1;
        server.post(odd ? "torrents/removeTags" : "torrents/addTags", Map.of("hashes", hashes, "tags", "busy"));
    }

    /// How many there were so far.
    int made() {
        return made.get();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (var thread : threads) {
            thread.join();
        }
    }
}
