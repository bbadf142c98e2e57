package gatehouse.access;

import java.util.Set;

/// A human or a service account. Identity is issuer and subject, nothing else: names and addresses can be changed or
/// taken over. `issuer` is `local` for local accounts.
public record Person(String issuer, String subject, String name, Set<String> roles, Set<String> groups) {

    public static final String LOCAL = "local";

    /// The identity as one text, for storage, audit and `gatehouse.yaml`: `local:alice`, or issuer`#`subject.
    public String id() {
        return issuer.equals(LOCAL) ? LOCAL + ":" + subject : issuer + "#" + subject;
    }
}
