package gatehouse.http;

import java.util.Optional;
import java.util.regex.Pattern;

/// A path of our own to go to after a sign-in. Anything that a browser could take for another site is not one.
public final class LocalPath {

    private static final Pattern SHAPE = Pattern
            .compile("/([A-Za-z0-9_~.-]([A-Za-z0-9_~./?&=:+,-]|%[0-9A-Fa-f]{2}){0,1500})?");

    private LocalPath() {
    }

    public static Optional<String> of(String written) {
        return Optional.ofNullable(written)
                .filter(text -> SHAPE.matcher(text).matches() && !text.contains("//") && !text.contains(".."));
    }
}
