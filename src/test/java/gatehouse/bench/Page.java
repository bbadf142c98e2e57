package gatehouse.bench;

import static gatehouse.bench.Barn.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import gatehouse.real.TorrentFile;

/// What `bin/bench page` runs: the torrents screen over 10,000 torrents of one real server. Prints how long the whole page
/// takes, how large it and the first load are, what its stream sends, and what the server was asked meanwhile.
///
/// Argument: the packaged application's folder.
public final class Page {

    private static final int MANY = 10_000;
    private static final int WARM = 100;
    private static final int TIMES = 500;

    private final Barn barn;
    private final List<TorrentFile> files = Barn.files(0, MANY);

    private Page(Barn barn) {
        this.barn = barn;
    }

    public static void main(String... arguments) throws Exception {
        try (var barn = Barn.open(Path.of(arguments[0]), 256)) {
            barn.machine();
            var page = new Page(barn);
            barn.fill(page.files, MANY);
            barn.gatehouse.start();
            page.measure(barn.visit(MANY));
        }
    }

    private void measure(Visit visit) throws IOException {
        barn.door.clear();
        var began = System.nanoTime();
        times(visit, "the same view again", number -> "/torrents");
        times(visit, "a filter never seen before", number -> "/torrents?q=volume+-x" + number);
        times(visit, "another order, filter and window",
                number -> "/torrents?sort=-size&from=" + 5 * number + "&q=list+-y" + number);
        asked("while pages were read", began);
        sizes(visit);
        stream(visit);
    }

    private static void times(Visit visit, String what, IntFunction<String> address) {
        for (var gzip : List.of(false, true)) {
            var offset = gzip ? TIMES + WARM : 0;
            IntStream.range(0, WARM).forEach(number -> visit.wire(address.apply(offset + number), gzip));
            var taken = IntStream.range(WARM, WARM + TIMES).mapToLong(number -> {
                var start = System.nanoTime();
                visit.wire(address.apply(offset + number), gzip);
                return System.nanoTime() - start;
            }).sorted().toArray();
            say("whole page     %-34s %-5s median %5.1f ms, p99 %5.1f ms", what, gzip ? "gzip" : "plain",
                    taken[TIMES / 2] / 1e6, taken[TIMES * 99 / 100] / 1e6);
        }
    }

    private static void sizes(Visit visit) {
        say("page           %,d bytes, %,d with gzip", visit.wire("/torrents", false).length,
                visit.wire("/torrents", true).length);
        var all = visit.firstLoad("/torrents");
        all.forEach((address, body) -> say("               %,7d  %s", body.length, address.replaceAll(".*/", "")));
        say("first load     %,d bytes in %d requests, as served to a browser that takes gzip",
                all.values().stream().mapToInt(body -> body.length).sum(), all.size());
    }

    private void stream(Visit visit) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(visit.stream("/torrents/live"), StandardCharsets.UTF_8))) {
            say("stream         %,d bytes at first: the whole window", event(in, ""));
            barn.door.clear();
            var began = System.nanoTime();
            for (var count : List.of(1, 100)) {
                var hashes = files.subList(0, count).stream().map(TorrentFile::hash).collect(Collectors.joining("|"));
                barn.server.post("torrents/addTags", Map.of("hashes", hashes, "tags", "changed" + count));
                say("               %,d bytes when %d of its torrents change", event(in, "changed" + count),
                        Math.min(count, 64));
            }
            asked("while one page was open", began);
        }
    }

    /// The bytes of the next event whose data holds this word.
    private static int event(BufferedReader in, String word) throws IOException {
        var bytes = 0;
        var found = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
            found |= line.startsWith("data:") && line.contains(word);
            if (line.isEmpty() && found) {
                return bytes;
            }
            bytes = line.isEmpty() ? 0 : bytes;
        }
        throw new IOException("the stream has ended");
    }

    private void asked(String what, long began) {
        var counts = new HashMap<String, Integer>();
        barn.door.requests()
                .forEach(request -> counts.merge(request.path().split("\\?")[0].replace("/api/v2/", ""), 1, Integer::sum));
        say("server asked   %s %s in %d s", counts, what, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
}
