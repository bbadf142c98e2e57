package gatehouse.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import gatehouse.store.AuditLog.Subject;
import gatehouse.torrent.Hash;

/// How texts from outside are written into the audit, so that they neither forge lines nor fail to be stored.
final class AuditText {

    /// Control, format and line characters and half surrogates; PostgreSQL refuses NUL, and half a character comes back as
    /// another one.
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST = 2000;

    private AuditText() {
    }

    /// One line of at most so many characters.
    static String line(String text, int longest) {
        return UNSAFE.matcher(cut(text, longest)).replaceAll("\uFFFD");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /// A JSON array of objects with `hash` and `name`.
    static String torrents(List<Subject> torrents) {
        return AuditLines.json(torrents.stream().map(torrent -> {
            var fields = new LinkedHashMap<String, String>();
            fields.put("hash", torrent.hash().value());
            fields.put("name", cut(torrent.name(), LONGEST));
            return fields;
        }).toList());
    }

    /// A JSON object.
    static String arguments(Map<String, String> arguments) {
        var cut = new TreeMap<String, String>();
        arguments.forEach((name, value) -> cut.put(name, cut(value, LONGEST)));
        return AuditLines.json(cut);
    }

    /// Empty when somebody has altered the row so that it cannot be read: the other rows must stay readable.
    static List<Subject> readTorrents(String json) {
        try {
            return AuditLines.JSON.readValue(json, new TypeReference<List<Map<String, String>>>() {
            }).stream().map(fields -> new Subject(new Hash(fields.get("hash")), fields.get("name"))).toList();
        } catch (JsonProcessingException | RuntimeException altered) {
            return List.of();
        }
    }

    /// Empty when somebody has altered the row so that it cannot be read.
    static Map<String, String> readArguments(String json) {
        try {
            return AuditLines.JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {
            });
        } catch (JsonProcessingException | RuntimeException altered) {
            return Map.of();
        }
    }
}
