package gatehouse.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Settings;
import gatehouse.store.Accounts;
import gatehouse.store.StoreUnavailable;

/// Ready means: the configuration is loaded, and the database answers or has done so a moment ago, for pages go on so long.
/// Servers and the provider may be down; the pages say so. A changed `gatehouse.yaml` with mistakes does not make us unready either: the generation before it is in force.
/// How many mistakes is told here, and which ones in the log, for anybody may ask here.
@Readiness
class Ready implements HealthCheck {

    private final ConfigurationFile file;
    private final Accounts accounts;
    private final Duration patience;
    private final Clock clock;
    private volatile Instant answered;

    Ready(ConfigurationFile file, Accounts accounts, Settings settings, Clock clock) {
        this.file = file;
        this.accounts = accounts;
        this.patience = settings.database().patience();
        this.clock = clock;
        this.answered = clock.instant();
    }

    @Override
    public HealthCheckResponse call() {
        var configuration = file.current();
        var response = HealthCheckResponse.named("gatehouse").withData("instances", configuration.instances().size())
                .withData("generation", configuration.generation()).withData("mistakes", file.lastMistakes().size());
        try {
            accounts.none();
            answered = clock.instant();
            return response.up().build();
        } catch (StoreUnavailable unavailable) {
            return response.status(clock.instant().isBefore(answered.plus(patience))).withData("store", "unavailable").build();
        }
    }
}
