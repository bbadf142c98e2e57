package gatehouse.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// Asks one question at one place again and again for a while. Each connection asks when it has its answer, and none is cut
/// off: what is slow is asked [#LEAST] times, however long that takes.
///
/// @param path below the root of the API
/// @param connections how many ask at the same time
/// @param follows whether each asks with the `rid` of the answer before
record Load(String path, boolean gzip, int connections, boolean follows) {

    private static final Pattern RID = Pattern.compile("\"rid\":(\\d+)");
    private static final int LEAST = 2;

    /// Where a qBittorrent is to be found, and what is sent to it with each question.
    record Place(int port, String root, String headers) {
    }

    /// @param nanoseconds of each answer
    /// @param rate answers a second, of all connections together
    /// @param bytes of all answers
    record Taken(List<Long> nanoseconds, double rate, long bytes) {

        static Taken together(List<Taken> parts, double times) {
            return new Taken(parts.stream().flatMap(part -> part.nanoseconds().stream()).sorted().toList(),
                    parts.stream().mapToDouble(Taken::rate).sum() * times, parts.stream().mapToLong(Taken::bytes).sum());
        }

        /// The one which this part of the answers does not exceed.
        String time(double part) {
            return "%.2f ms".formatted(nanoseconds.get((int) ((nanoseconds.size() - 1) * part)) / 1e6);
        }
    }

    Taken at(Place place, long nanoseconds) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var parts = new ArrayList<Taken>();
            for (var part : threads.invokeAll(java.util.Collections.nCopies(connections, (Callable<Taken>) () -> ask(place,
                    nanoseconds)))) {
                parts.add(part.get());
            }
            return Taken.together(parts, 1);
        }
    }

    /// The answer from which an asker learns the first `rid` does not count.
    private Taken ask(Place place, long nanoseconds) throws IOException {
        try (var wire = new Wire(place.port())) {
            var headers = place.headers() + (gzip ? "Accept-Encoding: gzip\r\n" : "");
            var root = place.root() + path;
            var rid = "";
            if (follows) {
                wire.ask(place.port(), root, headers);
                rid = rid(wire);
            }
            var taken = new ArrayList<Long>();
            var bytes = 0L;
            var began = System.nanoTime();
            for (var now = began; now - began < nanoseconds || taken.size() < LEAST;) {
                bytes += wire.ask(place.port(), root + rid, headers);
                rid = follows ? rid(wire) : "";
                taken.add(System.nanoTime() - now);
                now += taken.getLast();
            }
            return new Taken(taken, taken.size() * 1e9 / (System.nanoTime() - began), bytes);
        }
    }

    private static String rid(Wire wire) {
        var rid = RID.matcher(wire.text());
        if (!rid.find()) {
            throw new IllegalStateException("no rid in " + wire.text());
        }
        return "?rid=" + rid.group(1);
    }
}
