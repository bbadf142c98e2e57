package gatehouse.api;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

import gatehouse.config.Grant;

/// A grant as programs read it; `on` is `*` alone for every instance.
record GrantJson(int line, String role, List<String> on, String see, @JsonProperty("do") String act) {

    static GrantJson of(Grant grant) {
        return new GrantJson(grant.line(), grant.role().name(),
                grant.on().everywhere() ? List.of("*") : grant.on().instances().stream().sorted().toList(),
                grant.see().name().toLowerCase(Locale.ROOT), grant.act().name().toLowerCase(Locale.ROOT));
    }
}
