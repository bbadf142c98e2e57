package gatehouse.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// `proxy_type`: a word since 4.6, a number before, where one number more says that the proxy asks for a password. A server
/// takes a value of the other kind as no proxy at all, and says nothing (`appcontroller.cpp`).
public enum ProxyKind {
    NONE("None", 0, 0),
    HTTP("HTTP", 1, 3),
    SOCKS5("SOCKS5", 2, 4),
    SOCKS4("SOCKS4", 5, 5);

    private static final ApiVersion FIRST_WITH_WORDS = new ApiVersion(2, 9, 2);

    private final String word;
    private final int number;
    private final int asking;

    ProxyKind(String word, int number, int asking) {
        this.word = word;
        this.number = number;
        this.asking = asking;
    }

    /// The value as servers of this version have it; whatever is neither a word nor a number of theirs stays as it is.
    ///
    /// @param asks whether the proxy asks for a password, where a word alone does not say
    public static JsonNode at(ApiVersion version, JsonNode value, boolean asks) {
        for (var kind : values()) {
            if (value.isInt() && (value.intValue() == kind.number || value.intValue() == kind.asking)
                    || value.asText().equals(kind.word)) {
                return kind.value(version, value, asks);
            }
        }
        return value;
    }

    private JsonNode value(ApiVersion version, JsonNode written, boolean asks) {
        return version.compareTo(FIRST_WITH_WORDS) >= 0 ? TextNode.valueOf(word)
                : written.isInt() ? written : IntNode.valueOf(asks ? asking : number);
    }
}
