package gatehouse.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The project's documents, as text and as the things they name.
public record Documents(Path file, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^ *```");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");

    /// Every document there is, by its place below the project's folder.
    public static List<Documents> all() {
        try (var below = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "k8s/README.md")
                    .map(Path::of), below.filter(path -> path.toString().endsWith(".md")).sorted()).map(Documents::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Documents of(Path file) {
        try {
            return new Documents(file, Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The files of the project itself, without what is built or fetched.
    public static List<Path> project() {
        var roots = List.of(".ci", "bin", "docs", "k8s", "src");
        var files = new ArrayList<Path>();
        for (var root : roots) {
            try (var below = Files.walk(Path.of(root))) {
                below.filter(Files::isRegularFile).forEach(files::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return files;
    }

    /// The fenced blocks of a language.
    public List<String> blocks(String language) {
        return BLOCK.matcher(text).results().filter(match -> match.group(2).equals(language)).map(match -> match.group(3))
                .toList();
    }

    /// What stands between single backticks.
    public List<String> spans() {
        return SPAN.matcher(BLOCK.matcher(text).replaceAll("")).results().map(match -> match.group(1)).distinct().toList();
    }

    /// The cells of the table rows below a heading, up to the next heading; without the heads of the tables.
    public List<List<String>> rows(String heading) {
        var lines = text.lines().toList();
        var start = lines.stream().filter(line -> line.matches("#+ " + Pattern.quote(heading))).findFirst().map(lines::indexOf)
                .orElseThrow(() -> new AssertionError(file + " has no heading " + heading));
        return lines.subList(start + 1, lines.size()).stream().takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `")).map(Documents::cells).toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).map(String::strip).toList();
    }

    /// The names in the first cells of the tables below a heading.
    public List<String> names(String heading) {
        return rows(heading).stream().map(row -> row.getFirst().replace("`", "")).toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
