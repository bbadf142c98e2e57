package gatehouse.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

import gatehouse.action.Right;
import gatehouse.config.Grant;
import gatehouse.config.Grant.Who;

/// Grants and rights in words, for a terminal. They are the words of the pages, read from the same file.
final class Words {

    private static final Properties EXPLAIN = load();

    private Words() {
    }

    private static Properties load() {
        var messages = new Properties();
        try (var file = Words.class.getResourceAsStream("/messages/explain.properties")) {
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return messages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String right(Right right) {
        return EXPLAIN.getProperty("right_$" + right.name());
    }

    static String rights(Collection<Right> rights) {
        return Arrays.stream(Right.values()).filter(rights::contains).map(Words::right).collect(Collectors.joining("; "));
    }

    static String who(Who who) {
        return switch (who) {
            case Who.RoleOf(var role) -> "role " + role;
            case Who.GroupOf(var group) -> "group " + group;
            case Who.PersonOf(var person) -> person;
        };
    }

    static String scope(Grant.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /// `line 17 (role member for group /family)`, several joined.
    static String grants(List<Grant> grants) {
        return grants.stream()
                .map(grant -> "line " + grant.line() + " (" + grant.role().name() + " for " + who(grant.who()) + ")")
                .collect(Collectors.joining(", "));
    }
}
