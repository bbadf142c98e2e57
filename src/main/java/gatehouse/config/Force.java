package gatehouse.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is set on whatever somebody adds under one grant, whatever they asked for. Texts may hold `{name}` and `{sub}`,
/// which stand for whoever adds: the name they are shown by, and what identifies them at their issuer. Names can be
/// changed and shared; where two people must not meet, write `{sub}`.
public record Force(Optional<String> category, List<String> tags) {

    public static final Force NOTHING = new Force(Optional.empty(), List.of());

    static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    static final List<String> PLACEHOLDERS = List.of("name", "sub");

    /// The same with the placeholders filled in. Whatever a person could be called, it stays one harmless word: another
    /// sign than a letter, digit, dot, hyphen or underscore becomes an underscore, so that no name opens a child category,
    /// a second tag or a folder.
    public Force of(String name, String subject) {
        return new Force(category.map(text -> fill(text, name, subject)),
                tags.stream().map(text -> fill(text, name, subject)).toList());
    }

    private static String fill(String text, String name, String subject) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> word(found.group(1).equals("name") ? name : subject));
    }

    private static String word(String text) {
        return text.isBlank() ? "_" : text.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
