package gatehouse.live;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Somebody who waits for changes. Changes that come while they are busy become one.
public class Watch implements AutoCloseable {

    private final Semaphore changes = new Semaphore(0);
    private final Consumer<Watch> ended;
    private volatile boolean open = true;

    Watch(Consumer<Watch> ended) {
        this.ended = ended;
    }

    /// Waits for a change, at most this long. Returns `false` when none came.
    public boolean await(Duration longest) throws InterruptedException {
        var changed = changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        changes.drainPermits();
        return changed;
    }

    /// `false` once it was closed, by its holder or because the process stops.
    public boolean open() {
        return open;
    }

    /// Ends the waiting.
    public void wake() {
        changes.release();
    }

    @Override
    public void close() {
        open = false;
        ended.accept(this);
        wake();
    }
}
