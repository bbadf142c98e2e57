package gatehouse.config;

import java.util.List;
import java.util.Optional;

/// Where a provider's tokens name roles and groups (paths of claim names), and whom somebody without a grant can ask.
public record SignInRules(List<String> rolesClaim, List<String> groupsClaim, Optional<String> ask) {
}
