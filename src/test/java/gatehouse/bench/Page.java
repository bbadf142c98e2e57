package gatehouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import gatehouse.real.Gatehouse;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;

/// What `bin/bench page` runs: the torrents screen over 10,000 torrents of one real server. Prints how long the whole page
/// takes, how large it and the first load are, what its stream sends, and what the server was asked meanwhile.
///
/// Argument: the packaged application's folder.
public final class Page {

    private static final int WARM = 100;
    private static final int TIMES = 500;

    private final Barn barn;
    private final RecordingProxy door;

    private Page(Barn barn, RecordingProxy door) {
        this.barn = barn;
        this.door = door;
    }

    public static void main(String... arguments) throws Exception {
        var folder = Files.createTempDirectory("gatehouse-bench");
        var port = Qbittorrent.freePort();
        Barn.machine();
        try (var server = Qbittorrent.start(folder.resolve("server"), Barn.PASSWORD, 5);
                var door = RecordingProxy.before(server.port())) {
            var barn = new Barn(server);
            barn.fill();
            try (var gatehouse = new Gatehouse(Path.of(arguments[0]).toAbsolutePath(), folder,
                    barn.environment(folder, door.url(), port), port)) {
                gatehouse.account("ola", "Ola", "admin", Barn.PASSWORD);
                gatehouse.start();
                new Page(barn, door).measure(new Visit(URI.create("http://localhost:" + port), "ola", Barn.PASSWORD));
            }
        }
    }

    private void measure(Visit visit) throws IOException {
        Qbittorrent.await("the page has them", Barn.LONG, () -> visit.text("/torrents").contains("10,000 torrents"));
        door.clear();
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
            Barn.say("whole page     %-34s %-5s median %5.1f ms, p99 %5.1f ms", what, gzip ? "gzip" : "plain",
                    taken[TIMES / 2] / 1e6, taken[TIMES * 99 / 100] / 1e6);
        }
    }

    private static void sizes(Visit visit) {
        Barn.say("page           %,d bytes, %,d with gzip", visit.wire("/torrents", false).length,
                visit.wire("/torrents", true).length);
        var all = visit.firstLoad("/torrents");
        all.forEach((address, body) -> Barn.say("               %,7d  %s", body.length, address.replaceAll(".*/", "")));
        Barn.say("first load     %,d bytes in %d requests, as served to a browser that takes gzip",
                all.values().stream().mapToInt(body -> body.length).sum(), all.size());
    }

    private void stream(Visit visit) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(visit.stream("/torrents/live"), StandardCharsets.UTF_8))) {
            Barn.say("stream         %,d bytes at first: the whole window", event(in, ""));
            door.clear();
            var began = System.nanoTime();
            for (var count : List.of(1, 100)) {
                barn.tag(count, "changed" + count);
                Barn.say("               %,d bytes when %d of its torrents change", event(in, "changed" + count),
                        Math.min(count, 80));
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
        door.requests()
                .forEach(request -> counts.merge(request.path().split("\\?")[0].replace("/api/v2/", ""), 1, Integer::sum));
        Barn.say("server asked   %s %s in %d s", counts, what, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
}
