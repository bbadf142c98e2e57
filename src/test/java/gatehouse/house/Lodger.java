package gatehouse.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.config.Settings;
import gatehouse.live.Mirrors;
import gatehouse.live.Watch;
import gatehouse.real.App;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.store.AppKeys;
import io.quarkus.arc.Arc;

/// One more instance in the [House] for a while: a server of whatever era, which opts in to everything dangerous and has its
/// folder as its root. Ola, who is admin everywhere, makes keys for it.
public final class Lodger implements AutoCloseable {

    public static final String NAME = "lodger";
    private static final String INSTANCES = "instances:\n";

    private final URI root;
    private final RecordingProxy door;
    private final Watch watch;

    /// @param root where Gatehouse itself is served
    public Lodger(Qbittorrent server, URI root) {
        this.root = root;
        door = RecordingProxy.before(server.port());
        People.account("ola");
        write(yaml().replaceFirst(INSTANCES, INSTANCES + """
                  lodger: { title: Lodger, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s, roots: ["%s"],
                    dangerous: [settings.exec, search.plugins, create] }
                """.formatted(door.url(), server.port(), House.PASSWORD, server.profile())));
        Qbittorrent.await("the lodger", () -> mirrors().find(NAME).filter(mirror -> mirror.health().connected()).isPresent());
        watch = mirrors().watch();
    }

    /// The address that an app is given, without a slash at the end.
    public String address() {
        return root.resolve("/qbittorrent/" + NAME).toString();
    }

    /// A key of Ola's with these rights, on this instance alone.
    public String key(Set<Right> rights) {
        return Arc.container().instance(AppKeys.class).get()
                .make(new AppKeys.Making(Person.LOCAL, "ola", "an app", Set.of(NAME),
                        rights, Optional.empty(), Optional.empty()))
                .secret();
    }

    /// An app that shows such a key as a Bearer token, below `/api/v2`.
    public App app(Set<Right> rights) {
        return App.at(address() + "/api/v2").with("Authorization", "Bearer " + key(rights));
    }

    private static Mirrors mirrors() {
        return Arc.container().instance(Mirrors.class).get();
    }

    private static String yaml() {
        try {
            return Files.readString(Arc.container().instance(Settings.class).get().file());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(String yaml) {
        try {
            Files.writeString(Arc.container().instance(Settings.class).get().file(), yaml);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// Puts `gatehouse.yaml` back and waits until nobody asks the server any more.
    @Override
    public void close() {
        watch.close();
        write(yaml().replaceFirst("  lodger: .*\n    dangerous: .*\n", ""));
        Qbittorrent.await("it moved out", () -> mirrors().find(NAME).isEmpty());
        door.close();
    }
}
