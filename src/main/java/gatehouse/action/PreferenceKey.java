package gatehouse.action;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/// One key of qBittorrent's preferences.
///
/// @param type the shape of its value
/// @param versions the servers that have it, legacy ones too
/// @param was the key that older servers have in its stead, or `""`
/// @param settable `false` when servers only tell it
/// @param secret `true` when its value is shown to nobody
/// @param reader the right to see its value, unless it is secret
public record PreferenceKey(String name, Kind kind, Form type, Span versions, String was, boolean settable, boolean secret,
        Right reader) {

    /// What a wrong hand on the key could do, least first.
    public enum Kind {
        /// A matter of taste or of speed, which an operator may settle.
        SAFE(Right.SETTINGS_SAFE),
        /// Deletes files, switches a protection off, or sends traffic, mail or announces somewhere else.
        GUARDED(Right.SETTINGS_FULL),
        /// Names a directory or file of the server, or switches the use of one.
        PATH(Right.SETTINGS_FULL),
        /// A user, password or key for somewhere else.
        CREDENTIAL(Right.SETTINGS_FULL),
        /// Could lock Gatehouse out of the server, or let others in past it.
        LOCK_OUT(Right.SETTINGS_EXEC),
        /// Runs a program of the writer's choice as qBittorrent's user.
        EXEC(Right.SETTINGS_EXEC);

        private final Right writer;

        Kind(Right writer) {
            this.writer = writer;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// `true` when an instance must also opt in, whatever anybody's rights.
        public boolean dangerous() {
            return writer == Right.SETTINGS_EXEC;
        }

        static Optional<Kind> parse(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
        }
    }

    /// The shape of a value.
    public enum Form {
        BOOL, INT, FLOAT, TEXT,
        /// A text; a number up to 4.5.
        WORD,
        TEXTS, BOOLS,
        /// Watched folders: an object of path to 0, 1 or a path; a list of paths up to 3.3.1.
        FOLDERS;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Form> parse(String id) {
            return Arrays.stream(values()).filter(form -> form.id().equals(id)).findFirst();
        }

        boolean accepts(JsonNode value) {
            return switch (this) {
                case BOOL -> value.isBoolean();
                case INT -> value.isIntegralNumber() && value.canConvertToLong();
                case FLOAT -> value.isNumber();
                case TEXT -> value.isTextual();
                case WORD -> value.isTextual() || value.isInt();
                case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
                case BOOLS -> value.isArray() && value.valueStream().allMatch(JsonNode::isBoolean);
                case FOLDERS -> TEXTS.accepts(value)
                        || value.isObject() && value.valueStream().allMatch(target -> target.isTextual() || target.isInt());
            };
        }
    }

    /// The right to set it; empty when servers do not let it be set.
    public Optional<Right> writer() {
        return settable ? Optional.of(kind.writer) : Optional.empty();
    }
}
