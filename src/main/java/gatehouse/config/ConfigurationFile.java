package gatehouse.config;

import jakarta.enterprise.context.ApplicationScoped;

/// `gatehouse.yaml` as read at start. A broken file stops the start with all its mistakes.
@ApplicationScoped
public class ConfigurationFile {

    public Configuration current() {
        throw new UnsupportedOperationException();
    }
}
