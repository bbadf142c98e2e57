package gatehouse.qbittorrent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import gatehouse.qbittorrent.Wire.Exchange;

/// The time that legacy servers need between two changes of file priorities. With libtorrent 1.1 (seen: 3.3.16 and
/// 4.0.4) calls in quick succession overwrite each other, of four only the last stayed; 2 s apart all did. 3.2.0 and
/// 3.3.1 have libtorrent 1.0, which keeps all.
class Settling {

    private static final Duration NEEDED = Duration.ofSeconds(2);
    private static final int LAST_WITHOUT = 7;

    private final ReentrantLock one = new ReentrantLock();
    private long settled = System.nanoTime();

    Exchange apart(Request request, Era era, Supplier<Exchange> send) {
        return era.api() > LAST_WITHOUT && request.path().equals("command/setFilePrio") ? wait(send) : send.get();
    }

    private Exchange wait(Supplier<Exchange> send) {
        one.lock();
        try {
            TimeUnit.NANOSECONDS.sleep(settled - System.nanoTime());
            var exchange = send.get();
            settled = System.nanoTime() + NEEDED.toNanos();
            return exchange;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Exchange.Broken(Health.Failure.OTHER, "Gatehouse is stopping", false);
        } finally {
            one.unlock();
        }
    }
}
