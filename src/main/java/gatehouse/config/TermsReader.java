package gatehouse.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads the terms of a grant: `limits`, `confine` and `force`.
class TermsReader {

    static final List<String> LIMITS_KEYS = List.of("torrents", "adds-per-day", "size");
    static final List<String> CONFINE_KEYS = List.of("paths", "categories");
    static final List<String> FORCE_KEYS = List.of("category", "tags");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?) ?([kKMGTP]?)(i?)B");
    private static final Map<String, Integer> STEPS = Map.of("", 0, "K", 1, "M", 2, "G", 3, "T", 4, "P", 5);
    private static final Pattern CATEGORY = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*");
    private static final Pattern TAG = Pattern.compile("[^,\\p{Cntrl}]+");

    private final Section grant;
    private final List<Instance> instances;

    TermsReader(Section grant, List<Instance> instances) {
        this.grant = grant;
        this.instances = instances;
    }

    Limits limits() {
        return grant.section("limits", "limits").map(section -> section.allow(LIMITS_KEYS))
                .map(section -> new Limits(count(section, "torrents"), count(section, "adds-per-day"), size(section)))
                .orElse(Limits.NONE);
    }

    private static OptionalInt count(Section section, String key) {
        var written = section.text(key);
        if (written.isEmpty() || written.get().matches("\\d{1,9}")) {
            return written.map(text -> OptionalInt.of(Integer.parseInt(text))).orElse(OptionalInt.empty());
        }
        section.mistake(key, "`" + key + "` of limits is `" + written.get() + "`.", "Write a whole number, 0 or more.");
        return OptionalInt.empty();
    }

    private static OptionalLong size(Section section) {
        var written = section.text("size");
        if (written.isEmpty()) {
            return OptionalLong.empty();
        }
        var size = bytes(written.get());
        if (size.isEmpty()) {
            section.mistake("size", "`size` of limits is `" + written.get() + "`.",
                    "Write a number and a unit: 500MB, 200GiB, 1.5 TiB.");
        }
        return size;
    }

    /// `GiB` is 1024³ bytes, `GB` 1000³.
    static OptionalLong bytes(String text) {
        var size = SIZE.matcher(text);
        if (!size.matches() || size.group(2).isEmpty() && !size.group(3).isEmpty()) {
            return OptionalLong.empty();
        }
        var unit = Math.pow(size.group(3).isEmpty() ? 1000 : 1024, STEPS.get(size.group(2).toUpperCase(Locale.ROOT)));
        var bytes = Double.parseDouble(size.group(1)) * unit;
        return bytes < Long.MAX_VALUE ? OptionalLong.of(Math.round(bytes)) : OptionalLong.empty();
    }

    Confine confine() {
        return grant.section("confine", "confine").map(section -> section.allow(CONFINE_KEYS))
                .map(section -> new Confine(paths(section), categories(section))).orElse(Confine.NOWHERE);
    }

    private List<String> paths(Section confine) {
        refuseNone(confine, "paths");
        confine.texts("paths").forEach(path -> Paths.folder(path).ifPresentOrElse(folder -> rooted(confine, folder),
                () -> confine.mistake("paths", "`" + path + "` is not an absolute path.",
                        "Start it with / and leave out empty, . and .. parts.")));
        return confine.texts("paths").stream().flatMap(path -> Paths.folder(path).stream()).toList();
    }

    /// A confinement that were wider than an instance's roots would look like a permission.
    private void rooted(Section confine, String folder) {
        instances.stream().filter(instance -> instance.roots().stream().noneMatch(root -> Paths.within(folder, root)))
                .forEach(instance -> confine.mistake("paths",
                        "`" + folder + "` is not within the roots of instance " + instance.name() + ".",
                        instance.roots().isEmpty() ? "It has none: give it `roots`."
                                : "Its roots: " + String.join(", ", instance.roots()) + "."));
    }

    private static List<String> categories(Section confine) {
        refuseNone(confine, "categories");
        confine.texts("categories").stream().filter(category -> !glob(category))
                .forEach(category -> confine.mistake("categories",
                        "`" + category + "` is not a category to confine to.",
                        "Write a name, or the beginning of one with a * at its end; no {placeholders}."));
        return confine.texts("categories").stream().filter(TermsReader::glob).toList();
    }

    /// An empty list would confine nothing, and be read as "nowhere".
    private static void refuseNone(Section confine, String key) {
        if (confine.has(key) && confine.texts(key).isEmpty()) {
            confine.mistake(key, "`" + key + "` of confine names none.", "Leave it out, or name at least one.");
        }
    }

    private static boolean glob(String category) {
        var name = category.endsWith("*") ? category.substring(0, category.length() - 1) : category;
        var bare = name.endsWith("/") && category.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        return !category.isEmpty() && bare.chars().noneMatch(sign -> "*{}".indexOf(sign) >= 0)
                && (CATEGORY.matcher(bare).matches() || bare.isEmpty() && category.equals("*"));
    }

    Force force(Confine confine) {
        return grant.section("force", "force").map(section -> section.allow(FORCE_KEYS))
                .map(section -> new Force(category(section, confine), tags(section))).orElse(Force.NOTHING);
    }

    private static Optional<String> category(Section force, Confine confine) {
        var category = force.text("category");
        category.ifPresent(text -> {
            placeholders(force, "category", text);
            if (!CATEGORY.matcher(text).matches() || text.contains("*")) {
                force.mistake("category", "`" + text + "` is not a category.", "Write a name, with / before a child's.");
            } else if (!confine.category(beginning(text))) {
                force.mistake("category", "The forced category `" + text + "` is not one of those the grant is confined to.",
                        "Allowed: " + String.join(", ", confine.categories()) + ".");
            }
        });
        return category;
    }

    /// What is there before anybody's name is: a name must not be what brings a category into the confinement.
    private static String beginning(String text) {
        var placeholder = Force.PLACEHOLDER.matcher(text);
        return placeholder.find() ? text.substring(0, placeholder.start()) + "\uffff" : text;
    }

    private static List<String> tags(Section force) {
        force.texts("tags").forEach(tag -> {
            placeholders(force, "tags", tag);
            if (!TAG.matcher(tag).matches()) {
                force.mistake("tags", "`" + tag + "` is not a tag.", "Write a text without commas.");
            }
        });
        return force.texts("tags");
    }

    private static void placeholders(Section force, String key, String text) {
        var unknown = Force.PLACEHOLDER.matcher(text).results().map(found -> found.group(1))
                .filter(word -> !Force.PLACEHOLDERS.contains(word)).toList();
        if (!unknown.isEmpty() || text.replaceAll(Force.PLACEHOLDER.pattern(), "").matches(".*[{}].*")) {
            force.mistake(key, "`" + text + "` has a placeholder that is not known.", "Known: {name}, {sub}.");
        }
    }
}
