package gatehouse.gate;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import gatehouse.access.Decision;
import gatehouse.access.Person;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.StoreUnavailable;

/// What the gate writes to the audit, and what it means when that cannot be written: no act without its intent; a
/// refusal stands anyhow; an act that is over stays `unknown`.
@ApplicationScoped
class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);

    private final AuditLog audit;
    private final Clock clock;

    Journal(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// The intent of something that is asked of Gatehouse itself, whose arguments hold no secrets.
    Intent intent(Person person, Command command, Decision decision) {
        return new Intent(clock.instant(), Trail.actor(person, command), command.instance(), command.action(), List.of(),
                command.values(), decision.generation(),
                decision instanceof Decision.Allowed allowed ? Trail.grant(allowed.grant()) : "");
    }

    /// The entry's number; empty when it could not be written, and the act must not happen.
    Optional<Long> begin(Intent intent) {
        try {
            return Optional.of(audit.begin(intent));
        } catch (StoreUnavailable unavailable) {
            LOG.error("The audit could not be written, so nothing was done", unavailable);
            return Optional.empty();
        }
    }

    void finish(long entry, Outcome outcome) {
        try {
            audit.finish(entry, Trail.result(outcome), Trail.detail(outcome));
        } catch (StoreUnavailable unavailable) {
            LOG.error("The outcome of audit entry " + entry + " could not be written", unavailable);
        }
    }

    /// Writes an outcome that is a refusal, and returns it.
    Outcome stopped(Person person, Command command, Outcome outcome) {
        Trail.refusal(outcome).ifPresent(refusal -> {
            try {
                audit.refused(Trail.refused(person, command, refusal, clock.instant()), refusal.reason());
            } catch (StoreUnavailable unavailable) {
                LOG.error("A refusal could not be written to the audit", unavailable);
            }
        });
        return outcome;
    }
}
