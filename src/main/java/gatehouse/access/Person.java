package gatehouse.access;

import java.util.Optional;
import java.util.Set;

/// A human or a service account. Identity is issuer and subject, nothing else: names and addresses can be changed or
/// taken over. `issuer` is `local` for local accounts.
///
/// @param key through which they act, when an app acts for them: it narrows what they may
public record Person(String issuer, String subject, String name, Set<String> roles, Set<String> groups, Optional<Key> key) {

    public static final String LOCAL = "local";

    public Person(String issuer, String subject, String name, Set<String> roles, Set<String> groups) {
        this(issuer, subject, name, roles, groups, Optional.empty());
    }

    /// The identity as one text, for storage, audit and `gatehouse.yaml`: `local:alice`, or issuer`#`subject.
    public String id() {
        return issuer.equals(LOCAL) ? LOCAL + ":" + subject : issuer + "#" + subject;
    }

    /// The same person acting through a key of theirs.
    public Person through(Key narrowing) {
        return new Person(issuer, subject, name, roles, groups, Optional.of(narrowing));
    }

    /// The same person acting for themselves.
    public Person inPerson() {
        return new Person(issuer, subject, name, roles, groups);
    }
}
