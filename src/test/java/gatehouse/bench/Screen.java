package gatehouse.bench;

import static gatehouse.bench.Barn.say;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import gatehouse.bench.Chromium.Site;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// What `bin/bench browser` runs: the torrents screen in a real browser beside the web interface of the server itself, with
/// as many torrents of one real server as somebody wants to know. Prints tables in Markdown.
///
/// Arguments: the packaged application's folder, and how many torrents, fewest first.
public final class Screen {

    /// First in the order of names.
    private static final TorrentFile FOLDER = TorrentFile.folder("A torrent of many files",
            IntStream.range(0, 20_000).mapToObj(file -> "Part %02d/Piece %05d.bin".formatted(file / 1000, file)).toList());
    /// What 30,000 torrents take.
    private static final int MEGABYTES = 512;
    private static final int TIMES = 5;
    private static final int CALM = 5;
    private static final int WATCHED = 20;

    private final Barn barn;
    private final Chromium chromium;
    private final List<TorrentFile> files;

    private Screen(Barn barn, Chromium chromium, List<TorrentFile> files) {
        this.barn = barn;
        this.chromium = chromium;
        this.files = files;
    }

    public static void main(String... arguments) throws Exception {
        var counts = Stream.of(arguments).skip(1).map(Integer::valueOf).toList();
        try (var barn = Barn.open(Path.of(arguments[0]), MEGABYTES); var chromium = new Chromium()) {
            barn.machine();
            var screen = new Screen(barn, chromium, Barn.files(0, counts.getLast()));
            barn.fill(List.of(FOLDER), 1);
            var there = 1;
            for (var many : counts) {
                barn.fill(screen.files.subList(there - 1, many - 1), many);
                screen.compare(many);
                there = many;
            }
        }
    }

    private Site ours() {
        return new Site(barn.root.resolve("/torrents"), barn.root.resolve("/sign-in"),
                Map.of("name", Barn.NAME, "password", Barn.PASSWORD), "#rows a.name",
                "#panel [role=tab][href*='/files']", "#panel-body [role=treegrid] tbody tr");
    }

    private Site official() {
        var root = URI.create(barn.server.url() + "/");
        return new Site(root, root.resolve("api/v2/auth/login"),
                Map.of("username", Qbittorrent.USER, "password", Barn.PASSWORD), "#torrentsTableDiv tbody td",
                "#PropFilesLink", "#torrentFilesTableDiv tbody tr");
    }

    /// Gatehouse asks an old server with many torrents seldom, but at once after a command: with one each second its page has as
    /// many updates as it can ever have. It does not run while the server's own is measured.
    private void compare(int many) throws Exception {
        barn.gatehouse.start();
        var visit = barn.visit(many);
        var ours = measure(ours(), TIMES, () -> visit.post("/torrents/actions/stop", "torrent=barn/" + FOLDER.hash()));
        var moves = moves(many);
        barn.gatehouse.close();
        var theirs = measure(official(), 1, () -> {
        });
        say("%n| %,d torrents | Gatehouse | qBittorrent's own |%n| --- | --- | --- |", many);
        ours.forEach((what, value) -> say("| %s | %s | %s |", what, value, theirs.get(what)));
        say("%nIn Gatehouse alone, from the act until its rows are painted: %s.", moves);
    }

    /// How long somebody waits for rows in a list as long as this, from a full window.
    private String moves(int many) {
        try (var tab = chromium.open(ours())) {
            tab.firstRows();
            tab.rest(CALM);
            tab.longest();
            var jump = tab.until("const list = document.getElementById('scroll'); list.scrollTop = list.scrollHeight / 2",
                    "#rows tr[aria-rowindex='%d']".formatted(many / 2));
            var order = tab.until("document.querySelector('th.c-size a').click()", "th.c-size[aria-sort]");
            var filter = tab.until("document.getElementById('q').value = '\"volume 00777\"';"
                    + "document.getElementById('q').dispatchEvent(new Event('input'))", "#rows tr:only-child");
            return "a jump to the middle %s, another order %s, a filter %s; longest task meanwhile %s".formatted(
                    milliseconds(jump), milliseconds(order), milliseconds(filter), task(tab.longest()));
        }
    }

    private Map<String, String> measure(Site site, int times, Runnable nudge) throws Exception {
        var said = new LinkedHashMap<String, String>();
        var first = new ArrayList<Double>();
        for (var time : IntStream.range(1, times).toArray()) {
            try (var tab = chromium.open(site)) {
                first.add(tab.firstRows());
            }
        }
        try (var tab = chromium.open(site)) {
            first.add(tab.firstRows());
            tab.rest(CALM);
            said.put("first rows, from an empty cache", milliseconds(first.stream().sorted().toList().get(first.size() / 2)));
            said.put("bytes until then, and of the first update", "%,d".formatted(tab.work().bytes()));
            said.put("longest task meanwhile", task(tab.longest()));
            said.put("nodes", "%,d".formatted(tab.nodes()));
            said.put("memory of its scripts", "%.1f MB".formatted(tab.heap() / 1e6));
            watch(tab, "idle", said);
            try (var changes = new Changes(barn.server, files, nudge)) {
                tab.rest(CALM);
                var before = changes.made();
                watch(tab, "updating", said);
                said.put("changes a second", "%d".formatted((changes.made() - before) / WATCHED));
            }
        }
        try (var tab = chromium.open(site)) {
            tab.firstRows();
            said.put("20,000 files of a torrent, from the click", milliseconds(tab.files(FOLDER.name())));
        }
        return said;
    }

    private void watch(Chromium.Tab tab, String when, Map<String, String> said) {
        tab.longest();
        var before = tab.work();
        tab.rest(WATCHED);
        var work = tab.work().since(before);
        said.put("processor while " + when, "%.1f %% of a core (main thread %.1f %%)"
                .formatted(100 * work.process() / work.clock(), 100 * work.thread() / work.clock()));
        said.put("updates while " + when, "%d, %,d bytes each, %.0f ms of the main thread each".formatted(work.updates(),
                work.bytes() / Math.max(1, work.updates()), 1000 * work.thread() / Math.max(1, work.updates())));
        said.put("longest task while " + when, task(tab.longest()));
    }

    private static String milliseconds(double time) {
        return "%,.0f ms".formatted(time);
    }

    private static String task(double time) {
        return time == 0 ? "none over 50 ms" : milliseconds(time);
    }
}
