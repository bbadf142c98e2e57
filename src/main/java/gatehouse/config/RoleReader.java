package gatehouse.config;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import gatehouse.action.Right;

/// Reads `roles`: the default ones, and those the file makes of them.
class RoleReader {

    static final List<String> KEYS = List.of("extends", "add", "remove");

    private final Section section;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Section> written = new HashMap<>();

    RoleReader(Section file) {
        this.section = file.section("roles", "roles").orElse(null);
        DefaultRoles.ALL.forEach(role -> roles.put(role.name(), role));
        if (section != null) {
            section.entries().keySet()
                    .forEach(name -> section.section(name, "role " + name).ifPresent(role -> written.put(name, role)));
        }
    }

    Map<String, Role> read() {
        written.keySet().stream().sorted().forEach(name -> read(name, Set.of()));
        return Map.copyOf(roles);
    }

    private Set<Right> read(String name, Set<String> above) {
        if (written.containsKey(name) && DefaultRoles.named(name)) {
            section.mistake(name, "`" + name + "` is a default role and cannot be changed.",
                    "Make one of another name that extends it.");
            return Set.of();
        }
        if (roles.containsKey(name)) {
            return roles.get(name).rights();
        }
        if (above.contains(name)) {
            section.mistake(name, "Role `" + name + "` extends itself.", "");
            return Set.of();
        }
        var rights = rights(written.get(name).allow(KEYS), union(above, name));
        roles.put(name, new Role(name, Set.copyOf(rights)));
        return rights;
    }

    private Set<Right> rights(Section role, Set<String> above) {
        var rights = EnumSet.noneOf(Right.class);
        role.text("extends").ifPresent(parent -> {
            if (written.containsKey(parent) || roles.containsKey(parent)) {
                rights.addAll(read(parent, above));
            } else {
                role.mistake("extends", "There is no role `" + parent + "`.", "Known: " + String.join(", ", known()) + ".");
            }
        });
        rights.addAll(rights(role, "add"));
        rights.removeAll(rights(role, "remove"));
        return rights;
    }

    private static List<Right> rights(Section role, String key) {
        var ids = role.texts(key);
        ids.stream().filter(id -> Right.parse(id).isEmpty()).forEach(id -> role.mistake(key, "`" + id + "` is not a right.",
                "Allowed: " + String.join(", ", java.util.Arrays.stream(Right.values()).map(Right::id).toList()) + "."));
        return ids.stream().flatMap(id -> Right.parse(id).stream()).toList();
    }

    private List<String> known() {
        return java.util.stream.Stream.concat(roles.keySet().stream(), written.keySet().stream()).distinct().sorted().toList();
    }

    private static Set<String> union(Set<String> names, String name) {
        var union = new java.util.HashSet<>(names);
        union.add(name);
        return union;
    }
}
