package gatehouse.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.web.Format.Num;

/// The files of a torrent as a tree, folded: only what is in an open folder has a row, and at most [#MOST] rows are drawn.
///
/// @param left how many rows are not drawn
/// @param wanted bytes of the files that are not skipped
/// @param trouble why the server says nothing; empty when it does
public record FileTree(List<Line> lines, int left, int files, int chosen, Num wanted, Num all, String trouble) {

    static final int MOST = 1_000;
    private static final int LAST = Integer.MAX_VALUE;
    private static final int DEEPEST = 6;

    /// Priorities as qBittorrent numbers them; a folder of several is mixed.
    public enum Priority {
        SKIP,
        NORMAL,
        HIGH,
        HIGHEST,
        MIXED;

        /// As the newest servers number it.
        public int number() {
            return switch (this) {
                case SKIP -> 0;
                case NORMAL, MIXED -> 1;
                case HIGH -> 6;
                case HIGHEST -> 7;
            };
        }
    }

    /// A row of the tree.
    ///
    /// @param path from the torrent's root
    /// @param depth from 1, for readers; @param indent at most 6, for the eye
    /// @param numbers of its files, as ranges: `0-3,7`
    /// @param open for a folder whether its content follows
    public record Line(String path, String name, int depth, boolean folder, boolean open, String numbers, Num size,
            String percent, Priority priority, String availability) {

        public int indent() {
            return Math.min(depth, DEEPEST);
        }

        /// Its path in an address.
        public String encoded() {
            return URLEncoder.encode(path, StandardCharsets.UTF_8);
        }

        /// The query that opens it beside what is open, or closes it.
        public String fold(Set<String> opened) {
            var others = new java.util.TreeSet<>(opened);
            if (!others.remove(path)) {
                others.add(path);
            }
            return others.stream().map(one -> "open=" + URLEncoder.encode(one, StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }

        public String value() {
            return percent.replace("%", "");
        }
    }

    private static final class Folder {

        private final Map<String, Folder> folders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final List<File> files = new ArrayList<>();
        private final List<File> all = new ArrayList<>();
    }

    private record File(int index, String path, long size, double progress, int priority, double availability) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// What may be set.
    public List<Priority> choices() {
        return List.of(Priority.NORMAL, Priority.HIGH, Priority.HIGHEST, Priority.SKIP);
    }

    /// @param open the paths of the open folders; a single folder at the top is open anyway
    static FileTree of(List<JsonNode> said, Set<String> open, String trouble) {
        var root = new Folder();
        for (var place = 0; place < said.size(); place++) {
            var node = said.get(place);
            put(root, new File(node.path("index").asInt(place), node.path("name").asText(), node.path("size").asLong(),
                    node.path("progress").asDouble(), node.path("priority").asInt(1), node.path("availability").asDouble(-1)));
        }
        var lines = new ArrayList<Line>();
        lines(root, "", 1, open, root.folders.size() + root.files.size() == 1, lines);
        var wanted = root.all.stream().filter(file -> file.priority() > 0).toList();
        return new FileTree(List.copyOf(lines.subList(0, Math.min(MOST, lines.size()))), Math.max(0, lines.size() - MOST),
                root.all.size(), wanted.size(), size(wanted), size(root.all), trouble);
    }

    private static void put(Folder root, File file) {
        var folder = root;
        folder.all.add(file);
        var parts = file.path().split("/");
        for (var part = 0; part < parts.length - 1; part++) {
            folder = folder.folders.computeIfAbsent(parts[part], name -> new Folder());
            folder.all.add(file);
        }
        folder.files.add(file);
    }

    private static void lines(Folder folder, String above, int depth, Set<String> open, boolean single, List<Line> lines) {
        folder.folders.forEach((name, inner) -> {
            var path = above + name;
            var shown = open.contains(path) || single && depth == 1;
            lines.add(line(path, name, depth, true, shown, inner.all));
            if (shown) {
                lines(inner, path + "/", depth + 1, open, single, lines);
            }
        });
        folder.files.stream().sorted(java.util.Comparator.comparing(File::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(file -> lines.add(line(file.path(), file.name(), depth, false, false, List.of(file))));
    }

    private static Line line(String path, String name, int depth, boolean folder, boolean open, List<File> files) {
        var bytes = files.stream().mapToLong(File::size).sum();
        var done = bytes == 0 ? 1 : files.stream().mapToDouble(file -> file.size() * file.progress()).sum() / bytes;
        var rarest = files.stream().mapToDouble(File::availability).min().orElse(-1);
        return new Line(path, name, depth, folder, open, numbers(files), size(files), Format.percent(done), priority(files),
                rarest < 0 ? "" : String.format(java.util.Locale.ROOT, "%.2f", rarest));
    }

    private static Num size(List<File> files) {
        return Format.size(files.stream().mapToLong(File::size).sum());
    }

    private static Priority priority(List<File> files) {
        var numbers = files.stream().map(File::priority).distinct().limit(2).toList();
        return numbers.size() > 1 ? Priority.MIXED : switch (numbers.getFirst()) {
            case 0 -> Priority.SKIP;
            case 2, 6 -> Priority.HIGH;
            case 7 -> Priority.HIGHEST;
            default -> Priority.NORMAL;
        };
    }

    private static String numbers(List<File> files) {
        var sorted = files.stream().mapToInt(File::index).sorted().toArray();
        var ranges = new StringBuilder();
        var start = sorted[0];
        for (var place = 0; place < sorted.length; place++) {
            var next = place + 1 < sorted.length ? sorted[place + 1] : LAST;
            if (next != sorted[place] + 1) {
                ranges.append(ranges.isEmpty() ? "" : ",").append(start)
                        .append(start == sorted[place] ? "" : "-" + sorted[place]);
                start = next;
            }
        }
        return ranges.toString();
    }
}
