package gatehouse.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import gatehouse.config.Grant.On;
import gatehouse.config.Grant.Scope;
import gatehouse.config.Grant.Who;

/// Reads one entry of `grants`.
class GrantReader {

    static final List<String> KEYS = List.of("who", "role", "on", "see", "do", "limits", "confine", "force");
    static final List<String> WHO_KEYS = List.of("role", "group", "person");

    private final Map<String, Role> roles;
    private final Map<String, Instance> instances;

    GrantReader(Map<String, Role> roles, Map<String, Instance> instances) {
        this.roles = roles;
        this.instances = instances;
    }

    /// Empty after a mistake; the mistake is noted.
    Optional<Grant> read(Section section) {
        section.allow(KEYS);
        var who = who(section);
        var role = role(section);
        var on = on(section);
        var see = scope(section, "see");
        var act = scope(section, "do");
        var terms = new TermsReader(section,
                instances.values().stream().filter(instance -> on.covers(instance.name())).toList());
        var limits = terms.limits();
        var confine = terms.confine();
        var force = terms.force(confine);
        if (who.isEmpty() || role.isEmpty() || see.isEmpty() || act.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Grant(who.get(), role.get(), on, see.get(), act.get(), limits, confine, force,
                section.line()));
    }

    private static Optional<Who> who(Section section) {
        var who = section.section("who", "who");
        if (who.isEmpty()) {
            section.mistake("who", "`who` is missing in a grant.", "Write { role: … }, { group: … } or { person: … }.");
            return Optional.empty();
        }
        who.get().allow(WHO_KEYS);
        if (who.get().entries().size() != 1) {
            section.mistake("who", "`who` names not exactly one.",
                    "Write one of role, group or person; make a second grant for another.");
            return Optional.empty();
        }
        return who.get().text("role").<Who> map(Who.RoleOf::new)
                .or(() -> who.get().text("group").map(Who.GroupOf::new))
                .or(() -> who.get().text("person").map(Who.PersonOf::new));
    }

    private Optional<Role> role(Section section) {
        return section.oneOf("role", roles.keySet().stream().sorted().toList()).map(roles::get);
    }

    private On on(Section section) {
        var names = section.texts("on");
        if (names.isEmpty()) {
            section.mistake("on", "`on` names no instance.", "Write [\"*\"] for all of them, or their names.");
        }
        if (names.contains("*")) {
            return new On(true, Set.of());
        }
        names.stream().filter(name -> !instances.containsKey(name)).forEach(name -> section.mistake("on",
                "There is no instance `" + name + "`.", "Known: " + String.join(", ", instances.keySet()) + "."));
        return new On(false, Set.copyOf(names));
    }

    private static Optional<Scope> scope(Section section, String key) {
        return section.oneOf(key, List.of("any", "own")).map(word -> word.equals("any") ? Scope.ANY : Scope.OWN);
    }
}
