package gatehouse.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import gatehouse.config.Settings;
import gatehouse.store.SetupLinks;
import io.quarkus.runtime.StartupEvent;

/// While nobody can sign in, prints a one-time link by which the first administrator makes their account. There is no
/// default password anywhere.
@ApplicationScoped
public class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

    private final LocalAccounts accounts;
    private final SetupLinks links;
    private final Settings settings;
    private final boolean serving;

    FirstAdministrator(LocalAccounts accounts, SetupLinks links, Settings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.accounts = accounts;
        this.links = links;
        this.settings = settings;
        this.serving = serving;
    }

    void invite(@Observes StartupEvent event) {
        if (serving && needed()) {
            LOG.infof("No account exists yet. Make the first administrator within 24 hours at %s/setup?code=%s",
                    settings.externalUrl().toString().replaceAll("/+$", ""), links.issue());
        }
    }

    /// `true` while there is neither a provider nor an account.
    public boolean needed() {
        return settings.provider().url().isEmpty() && accounts.none();
    }
}
