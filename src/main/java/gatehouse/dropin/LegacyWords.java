package gatehouse.dropin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.LegacySpelling;
import gatehouse.action.LegacySpelling.Field;
import gatehouse.action.Parameter;
import gatehouse.torrent.Hash;

/// What an app asks of a legacy server, in the words of the action table. These servers take much that means nothing, and
/// do nothing then. Recordings of 3.2.0, 3.3.16 and 4.0.4 are behind each rule.
record LegacyWords(LegacyVersion version, Actions actions) {

    private static final Pattern OF_A_TORRENT = Pattern.compile("(query/[A-Za-z]+)/([^/]*)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");
    /// Where an empty word is one: no category.
    private static final Set<String> EMPTY = Set.of("torrents/info", "torrents/setCategory");
    /// What every server says of an empty name.
    private static final String RENAME = "torrents/rename";

    sealed interface Meant {

        /// @param values by canonical name
        /// @param idle whether no torrent, name or value is meant that there could be: such a server does nothing then and
        ///     says that it is done
        record Asked(Action action, Map<String, String> values, boolean idle) implements Meant {
        }

        /// Such a server has no such path.
        record Unknown() implements Meant {
        }

        /// A field is missing, or one too many.
        record Malformed() implements Meant {
        }
    }

    /// @param path below the root: `command/pause`
    /// @param sent the fields of query and form; names in any case
    Meant read(String path, Map<String, String> sent) {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(sent);
        var torrent = OF_A_TORRENT.matcher(path);
        if (torrent.matches()) {
            fields.put("hash", torrent.group(2));
        }
        var spelt = torrent.matches() ? torrent.group(1) + "/{hash}" : path;
        return actions.speltLegacy(spelt, version.api()).<Meant> map(action -> read(action, spelling(action, spelt), fields))
                .orElseGet(Meant.Unknown::new);
    }

    private LegacySpelling spelling(Action action, String path) {
        return action.legacy().stream().filter(spelling -> spelling.path().equals(path) && spelling.understoodBy(version.api()))
                .findFirst().orElseThrow();
    }

    private Meant read(Action action, LegacySpelling spelling, Map<String, String> fields) {
        var names = spelling.fields(version.api()).stream().map(Field::name).toList();
        if (spelling.strict(version.api()) && (fields.size() != names.size() || !fields.keySet().containsAll(names))) {
            return new Meant.Malformed();
        }
        var values = new LinkedHashMap<>(spelling.fixed());
        var idle = false;
        for (var field : spelling.fields(version.api())) {
            var parameter = action.parameter(field.parameter()).orElseThrow();
            var word = fields.get(field.name());
            var value = Optional.ofNullable(word).flatMap(written -> inward(parameter, field, written))
                    .flatMap(written -> value(action, parameter, written, spelling.one()));
            value.ifPresent(known -> values.put(parameter.name(), known));
            if (value.isEmpty() && needed(spelling, parameter)) {
                values.put(parameter.name(), parameter.type().namesTorrents() ? Spellings.NO_TORRENT : word);
                idle = true;
            }
        }
        return idle && action.id().equals(RENAME) ? new Meant.Malformed() : new Meant.Asked(action, values, idle);
    }

    private boolean needed(LegacySpelling spelling, Parameter parameter) {
        return parameter.required() && (spelling.strict(version.api()) || parameter.type().namesTorrents());
    }

    private static Optional<String> inward(Parameter parameter, Field field, String word) {
        return parameter.names().stream().filter(name -> name.name().equals(field.name())).findFirst()
                .map(name -> name.inward(word)).orElse(Optional.of(word));
    }

    /// Empty for what means nothing to such a server.
    private Optional<String> value(Action action, Parameter parameter, String word, boolean one) {
        if (word.isBlank()) {
            return EMPTY.contains(action.id()) && parameter.name().equals("category") ? Optional.of("") : Optional.empty();
        }
        return switch (parameter.type()) {
            case HASH -> Hash.parse(word).map(Hash::value);
            case HASHES -> one ? Hash.parse(word).map(Hash::value) : hashes(word);
            case BOOL -> Optional.of(String.valueOf(word.toLowerCase(Locale.ROOT).equals("true")));
            case INT -> Optional.of(NUMBER.matcher(word).matches() ? atLeast(word, parameter.range().least()) : "0");
            case ENUM -> Optional.of(parameter.name().equals("priority") ? priority(word) : word)
                    .filter(parameter.values()::contains);
            case PREFERENCES -> LegacySettings.read(word, version);
            default -> Optional.of(word);
        };
    }

    /// What is no hash is passed over, the one word `all` too.
    private static Optional<String> hashes(String written) {
        var hashes = Pattern.compile("\\|").splitAsStream(written).flatMap(hash -> Hash.parse(hash).stream()).map(Hash::value)
                .toList();
        return hashes.isEmpty() ? Optional.empty() : Optional.of(String.join("|", hashes));
    }

    private static String atLeast(String number, long least) {
        return String.valueOf(Math.max(Long.parseLong(number), least));
    }

    /// Of any number up to 7 these servers make something; 2 is high to the older of them, 6 to the newer.
    private String priority(String word) {
        return switch (word) {
            case "3", "4", "5" -> "1";
            case "2" -> version.own() ? "2" : "6";
            default -> word;
        };
    }
}
