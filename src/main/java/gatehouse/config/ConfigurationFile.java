package gatehouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import gatehouse.config.ConfigurationReader.Reading;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;

/// `gatehouse.yaml` as it is in force. A broken file stops the start with all its mistakes; later a broken one is told
/// and changes nothing, and a right one replaces the old as a whole. Each change fires the new [Configuration] as an
/// event, after it is in force.
///
/// The file is read again every 2 seconds together with the files it names, which costs a few milliseconds and misses
/// nothing: neither a link that now leads elsewhere, as Kubernetes changes a ConfigMap, nor a password in a file of its own.
@Startup(1)
@ApplicationScoped
public class ConfigurationFile {

    private static final Logger LOG = Logger.getLogger(ConfigurationFile.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final Path file;
    private final Consumer<Configuration> changed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Configuration current;
    private volatile List<Mistake> mistakes = List.of();
    private Reading taken;
    private Reading last;

    @Inject
    ConfigurationFile(Settings settings, Event<Configuration> event) {
        this(settings.file(), event::fire);
    }

    /// Reads it now.
    ///
    /// @param changed told of each later change, after it is in force
    /// @throws BrokenConfiguration when it has mistakes
    public ConfigurationFile(Path file, Consumer<Configuration> changed) {
        this.file = file;
        this.changed = changed;
        taken = ConfigurationReader.read(file);
        last = taken;
        current = switch (taken) {
            case Reading.Valid(var configuration) -> configuration;
            case Reading.Broken(var found) -> throw new BrokenConfiguration(file.toString(), found);
        };
    }

    void start(@Observes StartupEvent event,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        if (serving) {
            Thread.ofVirtual().name("gatehouse.yaml").start(this::watch);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /// What is in force now. It never changes; whoever needs several answers that belong together keeps it.
    public Configuration current() {
        return current;
    }

    /// What is wrong with the file as it lies there now; empty when what it says is in force.
    public List<Mistake> lastMistakes() {
        return mistakes;
    }

    private void watch() {
        try {
            var wait = INTERVAL;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = settled() ? INTERVAL : SETTLE;
            }
        } catch (InterruptedException stopping) {
            LOG.debug("Not watching gatehouse.yaml any more", stopping);
        }
    }

    /// Whatever goes wrong in whoever is told of a change must not end the watch.
    private boolean settled() {
        try {
            return look();
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "A change of %s could not be followed everywhere", file);
            return true;
        }
    }

    /// Reads the file again. Something new counts when it is read twice alike: an editor may be half through, and half a
    /// list of grants is a right file too. `false` while that second reading is due.
    public synchronized boolean look() {
        var now = ConfigurationReader.read(file);
        var settled = now.equals(last);
        last = now;
        if (settled && !now.equals(taken)) {
            taken = now;
            take(now);
        }
        return settled;
    }

    private void take(Reading reading) {
        switch (reading) {
            case Reading.Valid(var configuration) -> enter(configuration);
            case Reading.Broken(var found) -> {
                mistakes = found;
                LOG.errorf("Generation %d stays in force: %s", current.generation(), told(file.toString(), found));
            }
        }
    }

    /// After a broken one the old text may have come back, and then nothing has changed.
    private void enter(Configuration configuration) {
        var next = configuration.as(current.generation() + 1);
        mistakes = List.of();
        if (!configuration.as(current.generation()).equals(current)) {
            current = next;
            LOG.infof("%s has changed: generation %d is in force (instances: %d, grants: %d)", file, next.generation(),
                    next.instances().size(), next.grants().size());
            changed.accept(next);
        }
    }

    private static String told(String file, List<Mistake> mistakes) {
        return mistakes.stream().map(Mistake::toString)
                .collect(Collectors.joining("\n  ", mistakes.size() + " mistakes in " + file + ":\n  ", ""));
    }

    /// The process must not start on such a file.
    public static class BrokenConfiguration extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenConfiguration(String file, List<Mistake> mistakes) {
            super(told(file, mistakes), null, false, false);
        }
    }
}
