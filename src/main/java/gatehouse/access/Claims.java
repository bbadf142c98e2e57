package gatehouse.access;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.config.SignInRules;

/// Makes a person of a provider's tokens. Identity is issuer and subject; roles and groups come from one configured
/// claim each, which must be a list of texts: a single text that could hide a list grants nothing.
public final class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("preferred_username", "name", "email");

    private Claims() {
    }

    /// The content of a token that is a JWT; empty for one that is not. Its signature is not looked at: the token came
    /// from the provider itself over the connection that the client secret opened.
    public static Optional<JsonNode> content(String token) {
        var parts = token == null ? new String[0] : token.split("\\.");
        try {
            return parts.length == 3 ? Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))) : Optional.empty();
        } catch (IllegalArgumentException | java.io.IOException notJson) {
            return Optional.empty();
        }
    }

    /// The person of an ID token and the access token that came with it; either may carry the roles.
    public static Person person(JsonNode idToken, Optional<JsonNode> accessToken, SignInRules rules) {
        var roles = new HashSet<String>();
        var groups = new HashSet<String>();
        Stream.concat(Stream.of(idToken), accessToken.stream()).forEach(token -> {
            roles.addAll(texts(token, rules.rolesClaim()));
            groups.addAll(texts(token, rules.groupsClaim()));
        });
        return new Person(idToken.path("iss").asText(), idToken.path("sub").asText(), name(idToken), Set.copyOf(roles),
                Set.copyOf(groups));
    }

    /// The ID token among the tokens that a browser session keeps.
    public static Optional<String> idToken(String tokens) {
        try {
            return Optional.ofNullable(JSON.readTree(tokens).path("id").asText(null));
        } catch (java.io.IOException altered) {
            return Optional.empty();
        }
    }

    public static String name(JsonNode idToken) {
        return NAMES.stream().map(idToken::path).filter(JsonNode::isTextual).map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .findFirst().orElse(idToken.path("sub").asText());
    }

    private static Set<String> texts(JsonNode token, List<String> path) {
        var node = token;
        for (var step : path) {
            node = node.path(step);
        }
        if (node.isMissingNode()) {
            return Set.of();
        }
        if (!node.isArray()) {
            LOG.warnf("The claim %s is not a list and grants nothing", String.join("/", path));
            return Set.of();
        }
        var texts = new HashSet<String>();
        node.forEach(item -> {
            if (item.isTextual() && !item.asText().isBlank()) {
                texts.add(item.asText());
            }
        });
        return texts;
    }
}
