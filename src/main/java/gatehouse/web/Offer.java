package gatehouse.web;

import java.util.Optional;

/// A verb as it is offered for what is chosen.
///
/// @param why why it is locked; empty when it is not
/// @param on for a switch whether it is on for all, `false` for none; empty when they differ
public record Offer(Verb verb, String why, Optional<Boolean> on) {

    public boolean locked() {
        return !why.isEmpty();
    }

    /// For `aria-checked`.
    public String checked() {
        return on.map(String::valueOf).orElse("mixed");
    }

    /// What a press on a switch asks for: on, unless it is on for all.
    public String next() {
        return on.orElse(false) ? "off" : "on";
    }

    public String icon() {
        return locked() ? "lock" : verb.icon();
    }
}
