package gatehouse.http;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Entry;

/// Reads the audit for a person: all of it with the right to, otherwise what they have asked themselves.
@ApplicationScoped
public class AuditReader {

    private final Access access;
    private final AuditLog audit;

    AuditReader(Access access, AuditLog audit) {
        this.access = access;
        this.audit = audit;
    }

    /// Entries, the newest first.
    ///
    /// @param older which to read for the next ones; empty after the last
    public record Entries(List<Entry> entries, Optional<AuditFilter> older) {
    }

    /// What somebody lacks to read other people's entries; empty when they may.
    public Optional<Refused> refused(Person person) {
        return Optional.of(access.policy().decide(person, Right.AUDIT_VIEW)).filter(Refused.class::isInstance)
                .map(Refused.class::cast);
    }

    /// What somebody lacks to read just these. An app does not read what else its owner does without the right to.
    public Optional<Refused> refused(Person person, AuditFilter filter) {
        var own = filter.text("person").isEmpty() || filter.text("person").equals(person.id());
        return own && person.key().isEmpty() ? Optional.empty() : refused(person);
    }

    /// @param usual how many when the filter does not say
    /// @throws Problem 400 for a filter that makes no sense
    public Entries read(Person person, AuditFilter filter, int usual) {
        var mine = refused(person).isPresent() ? filter.with("person", person.id()) : filter;
        var query = mine.query(usual);
        var entries = audit.find(query);
        var older = entries.size() < query.count() ? Optional.<AuditFilter> empty()
                : Optional.of(filter.with("before", String.valueOf(entries.getLast().id())));
        return new Entries(entries, older);
    }
}
