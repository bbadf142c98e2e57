package gatehouse.gate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import gatehouse.torrent.Torrent;

/// What of a torrent's fields somebody is shown who may see the torrent.
public final class Fields {

    private Fields() {
    }

    /// All fields in the server's names, with its `hash`, in the order of their names.
    ///
    /// @param trackers whether they may see this torrent's trackers; addresses lose their pass keys otherwise
    public static Map<String, Object> shown(Torrent torrent, boolean trackers) {
        var fields = new TreeMap<>(torrent.fields());
        fields.put("hash", torrent.hash().value());
        fields.computeIfPresent("tags", (name, tags) -> ownTagsHidden(String.valueOf(tags)));
        if (!trackers) {
            fields.replaceAll(Fields::masked);
        }
        return fields;
    }

    /// One field as [#shown] has it; `null` when the torrent has none of this name.
    public static Object shown(Torrent torrent, String field, boolean trackers) {
        return switch (field) {
            case "hash" -> torrent.hash().value();
            case "tags" -> ownTagsHidden(torrent.text("tags"));
            default -> trackers ? torrent.fields().get(field) : masked(field, torrent.fields().get(field));
        };
    }

    /// Trackers also write addresses with pass keys into comments, and newer servers list all trackers of a torrent.
    private static Object masked(String field, Object value) {
        return switch (value) {
            case null -> null;
            case String address when field.equals("tracker") -> Passkeys.address(address);
            case String link when field.equals("magnet_uri") -> Passkeys.magnet(link);
            case String text -> Passkeys.text(text);
            case Collection<?> list -> list.stream().map(item -> masked("", item)).toList();
            case Map<?, ?> object -> {
                var copy = new TreeMap<String, Object>();
                object.forEach((name, inner) -> copy.put(Passkeys.text(name.toString()), masked("", inner)));
                yield copy;
            }
            default -> value;
        };
    }

    /// The tags by which adds are recognised are nobody's business and gone in a moment.
    private static String ownTagsHidden(String tags) {
        return Arrays.stream(tags.split(",")).map(String::strip).filter(tag -> !tag.startsWith(Additions.TAG))
                .collect(Collectors.joining(", "));
    }
}
