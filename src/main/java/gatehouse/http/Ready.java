package gatehouse.http;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import gatehouse.config.ConfigurationFile;
import gatehouse.store.Accounts;
import gatehouse.store.StoreUnavailable;

/// Ready means: the configuration is loaded and the database answers. Servers and the provider may be down; the pages say
/// so. A changed `gatehouse.yaml` with mistakes does not make us unready either: the generation before it is in force.
/// How many mistakes is told here, and which ones in the log, for anybody may ask here.
@Readiness
class Ready implements HealthCheck {

    private final ConfigurationFile file;
    private final Accounts accounts;

    Ready(ConfigurationFile file, Accounts accounts) {
        this.file = file;
        this.accounts = accounts;
    }

    @Override
    public HealthCheckResponse call() {
        var configuration = file.current();
        var response = HealthCheckResponse.named("gatehouse").withData("instances", configuration.instances().size())
                .withData("generation", configuration.generation()).withData("mistakes", file.lastMistakes().size());
        try {
            accounts.none();
            return response.up().build();
        } catch (StoreUnavailable unavailable) {
            return response.down().withData("store", "unavailable").build();
        }
    }
}
