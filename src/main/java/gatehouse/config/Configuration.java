package gatehouse.config;

import java.util.List;
import java.util.Map;

/// What `gatehouse.yaml` says, checked. Instances keep the order of the file; roles include the default ones.
///
/// @param generation 1 for what was read at start, one more for each change that came into force since
public record Configuration(long generation, SignInRules signIn, Map<String, Instance> instances, Map<String, Role> roles,
        List<Grant> grants) {

    Configuration as(long number) {
        return new Configuration(number, signIn, instances, roles, grants);
    }
}
