package gatehouse.config;

import java.util.List;
import java.util.Map;

/// What `gatehouse.yaml` says, checked. Instances keep the order of the file; roles include the default ones.
public record Configuration(SignInRules signIn, Map<String, Instance> instances, Map<String, Role> roles,
        List<Grant> grants) {
}
