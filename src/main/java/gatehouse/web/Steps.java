package gatehouse.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import gatehouse.http.FormBody;
import gatehouse.http.Problem;
import gatehouse.store.PendingAdds;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Listed;

/// What a form of the torrents screen asks of the torrents of one instance: actions of the table, in their order.
///
/// @param hashes whom it concerns
/// @param values by the parameters' canonical names, without the one that names the torrents; unchecked, which is the gate's
record Steps(String action, List<Hash> hashes, Map<String, String> values) {

    private static final double MEBIBYTE = 1024 * 1024;
    private static final int MINUTES = 60;
    private static final int MOST_FILES = 100_000;

    /// All that a verb asks for, of a form whose fields are those of the verb's dialog.
    ///
    /// @param places finds the address of a tracker or web seed, and the number of a file, by what the form says
    /// @throws Problem 400 for a field that makes no sense
    static List<Steps> of(Verb verb, FormBody form, List<Listed> torrents, Places places) {
        return switch (verb) {
            case CATEGORY -> category(form, torrents, places);
            case TAGS -> tags(form, torrents);
            case LIMITS -> limits(form, hashes(torrents));
            case SEQUENTIAL, FIRST_LAST -> toggled(verb, form, torrents);
            case SUPER_SEEDING -> one(verb, torrents, Map.of("value", on(form)));
            case AUTO_MANAGEMENT -> one(verb, torrents, Map.of("enable", on(form)));
            case BAN -> List.of(new Steps(verb.action(), List.of(), Map.of("peers", String.join("|", form.all("peer")))));
            default -> one(verb, torrents, values(verb, form, places));
        };
    }

    private static Map<String, String> values(Verb verb, FormBody form, Places places) {
        return switch (verb) {
            case FORCE_START -> Map.of("value", "true");
            case RENAME -> Map.of("name", form.text("name").strip());
            case MOVE -> Map.of("location", form.text("path").strip());
            case DOWNLOAD_PATH -> Map.of("path", form.text("path").strip());
            case COMMENT -> Map.of("comment", form.text("comment").replace("\r\n", "\n"));
            case ADD_TRACKERS -> Map.of("urls", form.text("urls").replace("\r\n", "\n").strip());
            case ADD_PEERS -> Map.of("peers", String.join("|", lines(form.text("peers"))));
            case ADD_WEB_SEEDS -> Map.of("urls", encoded(lines(form.text("urls"))));
            case PRIORITY -> Map.of("id", indexes(form.all("file")), "priority", form.text("priority"));
            case RENAME_FILE -> renamed(form, places);
            case RENAME_FOLDER -> paths(form);
            case EDIT_TRACKER -> edited(form, places.addresses(form).getFirst());
            case REMOVE_TRACKER, REMOVE_WEB_SEED -> Map.of("urls", encoded(places.addresses(form)));
            case EDIT_WEB_SEED -> Map.of("origUrl", encoded(places.addresses(form)), "newUrl",
                    encoded(List.of(form.text("url").strip())));
            default -> Map.of();
        };
    }

    private static List<Steps> one(Verb verb, List<Listed> torrents, Map<String, String> values) {
        return List.of(new Steps(verb.action(), hashes(torrents), values));
    }

    private static List<Hash> hashes(List<Listed> torrents) {
        return torrents.stream().map(listed -> listed.torrent().hash()).toList();
    }

    private static String on(FormBody form) {
        return String.valueOf(form.text("on").equals("on"));
    }

    /// Servers only toggle, so those that are as wanted are left alone.
    private static List<Steps> toggled(Verb verb, FormBody form, List<Listed> torrents) {
        var wanted = form.text("on").equals("on");
        return one(verb, torrents.stream().filter(listed -> Offers.on(listed.torrent(), verb) != wanted).toList(), Map.of());
    }

    private static List<Steps> category(FormBody form, List<Listed> torrents, Places places) {
        var fresh = form.text("new").strip();
        var name = fresh.isEmpty() ? form.text("category") : fresh;
        var steps = new ArrayList<Steps>();
        if (!fresh.isEmpty() && !places.category(fresh)) {
            steps.add(new Steps("torrents/createCategory", List.of(), Map.of("category", fresh)));
        }
        steps.addAll(one(Verb.CATEGORY, torrents, Map.of("category", name)));
        return steps;
    }

    /// A box that was ticked for all and no longer is takes the tag away.
    private static List<Steps> tags(FormBody form, List<Listed> torrents) {
        var hashes = hashes(torrents);
        var add = new ArrayList<>(form.all("add"));
        lines(form.text("new").replace(',', '\n')).forEach(add::add);
        var remove = new ArrayList<>(form.all("had"));
        remove.removeAll(form.all("keep"));
        remove.addAll(form.all("remove"));
        if (form.text("none").equals("true")) {
            torrents.stream().flatMap(listed -> listed.torrent().tags().stream()).distinct()
                    .filter(tag -> !tag.startsWith(PendingAdds.TAG)).forEach(remove::add);
        }
        remove.removeAll(add);
        var steps = new ArrayList<Steps>();
        if (!add.isEmpty()) {
            steps.add(new Steps("torrents/addTags", hashes, Map.of("tags", String.join(",", add))));
        }
        if (!remove.isEmpty()) {
            steps.add(new Steps("torrents/removeTags", hashes, Map.of("tags", String.join(",", remove))));
        }
        return steps;
    }

    private static List<Steps> limits(FormBody form, List<Hash> hashes) {
        var steps = new ArrayList<Steps>();
        rate(form, "down").ifPresent(rate -> steps.add(new Steps("torrents/setDownloadLimit", hashes, Map.of("limit", rate))));
        rate(form, "up").ifPresent(rate -> steps.add(new Steps("torrents/setUploadLimit", hashes, Map.of("limit", rate))));
        if (!form.text("share").equals("keep") && !form.text("share").isEmpty()) {
            steps.add(new Steps("torrents/setShareLimits", hashes, shares(form)));
        }
        return steps;
    }

    /// Bytes a second of MiB a second; 0 for none. Empty when it is to stay as it is.
    private static Optional<String> rate(FormBody form, String name) {
        var written = form.text(name).strip();
        if (written.isEmpty()) {
            return form.all("keep").contains(name) ? Optional.empty() : Optional.of("0");
        }
        return Optional.of(String.valueOf(Math.round(number(written) * MEBIBYTE)));
    }

    /// -2 leaves it to the server, -1 is never.
    private static Map<String, String> shares(FormBody form) {
        var own = form.text("share").equals("own");
        var none = form.text("share").equals("never") ? "-1" : "-2";
        var values = new HashMap<String, String>();
        values.put("ratioLimit", own ? limit(form.text("ratio"), 1, false) : none);
        values.put("seedingTimeLimit", own ? limit(form.text("hours"), MINUTES, true) : none);
        if (form.single("idle").isPresent()) {
            values.put("inactiveSeedingTimeLimit", own ? limit(form.text("idle"), MINUTES, true) : none);
        }
        if (!form.text("then").isEmpty()) {
            values.put("shareLimitAction", form.text("then"));
        }
        if (!form.text("mode").isEmpty()) {
            values.put("shareLimitsMode", form.text("mode"));
        }
        return values;
    }

    private static String limit(String written, int factor, boolean whole) {
        if (written.isBlank()) {
            return "-1";
        }
        var number = number(written) * factor;
        return whole ? String.valueOf(Math.round(number)) : String.valueOf(number);
    }

    private static double number(String written) {
        if (!written.strip().matches("\\d{1,9}([.,]\\d{1,6})?")) {
            throw Problem.badRequest("A limit is written as a number, such as 1.5.");
        }
        return Double.parseDouble(written.strip().replace(',', '.'));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String encoded(List<String> addresses) {
        return addresses.stream().map(address -> URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("|"));
    }

    /// Files as numbers and ranges, `0-12` or `3`: a folder is one range, however many files it holds.
    private static String indexes(List<String> written) {
        return written.stream().flatMap(text -> Arrays.stream(text.split(","))).flatMapToInt(Steps::range).distinct().sorted()
                .limit(MOST_FILES).mapToObj(String::valueOf).collect(Collectors.joining("|"));
    }

    private static IntStream range(String written) {
        if (!written.matches("\\d{1,6}(-\\d{1,6})?")) {
            throw Problem.badRequest("A file is named by its number.");
        }
        var ends = written.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    private static Map<String, String> renamed(FormBody form, Places places) {
        return places.number(form.text("path"))
                .map(number -> Map.of("id", number, "name", form.text("name").strip())).orElseGet(() -> paths(form));
    }

    private static Map<String, String> paths(FormBody form) {
        var path = form.text("path");
        return Map.of("oldPath", path, "newPath", path.substring(0, path.lastIndexOf('/') + 1) + form.text("name").strip());
    }

    private static Map<String, String> edited(FormBody form, String address) {
        var values = new HashMap<>(Map.of("url", address, "newUrl", form.text("url").strip()));
        if (!form.text("tier").isBlank()) {
            values.put("tier", form.text("tier").strip());
        }
        return values;
    }
}
