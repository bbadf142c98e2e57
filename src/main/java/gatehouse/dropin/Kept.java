package gatehouse.dropin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/// Whole answers that were asked for again before anything changed, as they go over the wire: shared by all who see alike, ask
/// alike and take alike. What a sight is, who sees it included, is part of the key; the longest unused ones go when there are
/// more than 256, or all of them together are larger than 64 MiB. A list of 10,000 torrents is 12 MB, or 0.7 MB compressed.
@ApplicationScoped
class Kept {

    private static final int MOST = 256;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Map<Key, Body> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// Sights are told apart by identity: equal numbers of different viewers mean different things.
    private static final class Key {

        private final Sight sight;
        private final String question;

        Key(Sight sight, String question) {
            this.sight = sight;
            this.question = question;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.sight == sight && key.question.equals(question);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(sight) + question.hashCode();
        }
    }

    /// @param compressed by gzip
    record Body(byte[] bytes, boolean compressed) {
    }

    synchronized Optional<Body> find(Sight sight, String question) {
        return Optional.ofNullable(answers.get(new Key(sight, question)));
    }

    synchronized void keep(Sight sight, String question, Body answer) {
        var old = answers.put(new Key(sight, question), answer);
        bytes += answer.bytes().length - (old == null ? 0 : old.bytes().length);
        var eldest = answers.entrySet().iterator();
        while ((bytes > MOST_BYTES || answers.size() > MOST) && eldest.hasNext()) {
            bytes -= eldest.next().getValue().bytes().length;
            eldest.remove();
        }
    }
}
