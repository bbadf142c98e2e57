package gatehouse.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// What changes by itself on the torrents screen, as it is drawn now.
///
/// @param from the place of the first row in the whole list, from 0
/// @param total rows of the whole list
/// @param rows HTML by the id of the row, in the order of the list
/// @param parts HTML by the id of the element whose content it is
record Drawn(int from, int total, Map<String, String> rows, Map<String, String> parts) {

    static Drawn of(Frame frame, Screen screen, RowHtml rowHtml) {
        var rows = new LinkedHashMap<String, String>();
        screen.rows().forEach(row -> rows.put(row.id(), rowHtml.of(frame, row)));
        return new Drawn(screen.from(), screen.total(), rows, parts(frame, screen));
    }

    private static Map<String, String> parts(Frame frame, Screen screen) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("instances", new Torrents.instances(frame, screen).render());
        parts.put("facets", new Torrents.facets(frame, screen).render());
        parts.put("typed", new Torrents.typed(screen).render());
        parts.put("chips", new Torrents.chips(frame, screen).render());
        parts.put("count", new Torrents.count(screen).render());
        parts.put("quick", new Torrents.quick(frame, screen).render());
        parts.put("head", new Torrents.head(frame, screen).render());
        parts.put("rates", new Torrents.rates(screen).render());
        parts.put("strip", new Torrents.strip(frame, screen).render());
        parts.put("banners", new Torrents.banners(frame, screen).render());
        return parts;
    }

    /// A sign of the rows and one of each part. The page carries them to its stream, which then need not send again what the
    /// page shows already.
    String signs() {
        return Stream.concat(Stream.of(sign()), parts.keySet().stream().map(this::sign)).collect(Collectors.joining("."));
    }

    /// Of the rows.
    String sign() {
        return sum(from + " " + total + String.join("", rows.values()));
    }

    /// Of a part: two parts with the same content have different ones.
    String sign(String part) {
        return sum(part + parts.get(part));
    }

    private static String sum(String text) {
        var sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    List<String> order() {
        return List.copyOf(rows.keySet());
    }
}
