package gatehouse.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

/// Listens to every answer that any test of the house gets, and to the log: nothing may be in it that its reader must not
/// know. What it finds fails the very test that was running.
record Overheard(String name) implements Filter {

    private static final List<String> LOFT = List.of(Loft.KIMS.name(), Loft.KAIS.name(), Loft.NOBODYS.name());
    private static final List<String> ATTIC = House.FILMS.stream().map(file -> file.name()).toList();
    private static final List<String> CELLAR = House.SYSTEMS.stream().map(file -> file.name()).toList();
    private static final Set<String> WITHOUT_TRACKERS = Set.of("vic", "otto", "iris", "nora", "lin");
    /// The names of torrents that somebody may not see; who is not here sees all of them.
    private static final Map<String, List<List<String>>> HIDDEN = Map.of("ann", List.of(LOFT), "vic", List.of(LOFT, CELLAR),
            "otto", List.of(LOFT, CELLAR), "iris", List.of(LOFT, CELLAR, ATTIC), "nora", List.of(LOFT, CELLAR, ATTIC), "opal",
            List.of(ATTIC, CELLAR), "lin", List.of(ATTIC, CELLAR), "lou", List.of(ATTIC, CELLAR, LOFT), "kim",
            List.of(ATTIC, CELLAR, LOFT.subList(1, 3)), "kai",
            List.of(ATTIC, CELLAR, List.of(LOFT.getFirst(), LOFT.getLast())));
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();
    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();

    static {
        Logger.getLogger("").addHandler(new Listener());
    }

    /// A token of somebody's forms, which nobody else may see.
    static void token(String token, String name) {
        TOKENS.put(token, name);
    }

    /// The secret of a key that was shown the one time: from now on nobody may see it.
    static void key(String secret) {
        KEYS.add(secret);
    }

    /// What of secrets the log holds after this, which is then forgotten.
    static List<String> logged(Runnable work) {
        LOGGED.clear();
        work.run();
        var found = List.copyOf(LOGGED);
        LOGGED.clear();
        return found;
    }

    @Override
    public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification expected,
            FilterContext context) {
        var response = context.next(request, expected);
        check(request.getURI(), response.getHeaders() + "\n" + response.asString());
        return response;
    }

    /// @throws AssertionError when the text holds what this person may not know
    void check(String where, String text) {
        var found = Stream.concat(secrets(), mine()).filter(text::contains).toList();
        if (!found.isEmpty() || !LOGGED.isEmpty()) {
            throw new AssertionError(where + " tells " + name + " of " + found + "; the log of " + LOGGED);
        }
    }

    /// What is in no answer, page, event, log line or entry of the audit at all.
    static Stream<String> secrets() {
        return Stream.of(Stream.of(House.PASSWORD, "not-the-password", Loft.SECRET), KEYS.stream(),
                House.doors().stream().flatMap(door -> door.sessions().stream())).flatMap(each -> each);
    }

    private Stream<String> mine() {
        var forbidden = new ArrayList<String>();
        HIDDEN.getOrDefault(name, List.of()).forEach(forbidden::addAll);
        if (WITHOUT_TRACKERS.contains(name)) {
            forbidden.add(Loft.PASSKEY);
        }
        if (HIDDEN.getOrDefault(name, List.of()).contains(LOFT)) {
            forbidden.add(Loft.folder().toString());
        }
        TOKENS.entrySet().stream().filter(token -> !token.getValue().equals(name))
                .forEach(token -> forbidden.add(token.getKey()));
        return forbidden.stream();
    }

    private static class Listener extends Handler {

        @Override
        public void publish(LogRecord record) {
            var text = record.getMessage() + Arrays.toString(record.getParameters()) + thrown(record.getThrown());
            var tokens = TOKENS.keySet().stream();
            Stream.concat(Stream.of(secrets(), Stream.of(Loft.PASSKEY)).flatMap(each -> each), tokens).filter(text::contains)
                    .forEach(secret -> LOGGED.add(secret + " in " + text));
        }

        private static String thrown(Throwable thrown) {
            return thrown == null ? ""
                    : Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).map(Throwable::toString)
                            .collect(Collectors.joining(" by "));
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
