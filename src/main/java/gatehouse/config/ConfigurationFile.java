package gatehouse.config;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.ConfigurationReader.Reading;
import io.quarkus.runtime.Startup;

/// `gatehouse.yaml` as read at start. A broken file stops the start with all its mistakes.
@Startup(1)
@ApplicationScoped
public class ConfigurationFile {

    private final Configuration current;

    public ConfigurationFile(Settings settings) {
        current = switch (ConfigurationReader.read(settings.file())) {
            case Reading.Valid(var configuration) -> configuration;
            case Reading.Broken(var mistakes) -> throw new BrokenConfiguration(settings.file().toString(), mistakes);
        };
    }

    public Configuration current() {
        return current;
    }

    /// The process must not start on such a file.
    public static class BrokenConfiguration extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenConfiguration(String file, List<Mistake> mistakes) {
            super(mistakes.stream().map(Mistake::toString)
                    .collect(Collectors.joining("\n  ", mistakes.size() + " mistakes in " + file + ":\n  ", "")), null, false,
                    false);
        }
    }
}
