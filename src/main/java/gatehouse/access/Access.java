package gatehouse.access;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.ConfigurationFile;

/// The policy in force now.
@ApplicationScoped
public class Access {

    private final ConfigurationFile file;

    public Access(ConfigurationFile file) {
        this.file = file;
    }

    public Policy policy() {
        return new Policy(file.current());
    }
}
