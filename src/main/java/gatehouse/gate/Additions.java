package gatehouse.gate;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Constraints;
import gatehouse.action.Link;
import gatehouse.action.Parameter;
import gatehouse.action.Reading;
import gatehouse.action.TorrentFile;
import gatehouse.config.Grant.Scope;
import gatehouse.config.Limits;
import gatehouse.gate.Check.Checked;
import gatehouse.gate.Check.Stopped;
import gatehouse.gate.Terms.Place;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Part;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.Ownership;
import gatehouse.store.PendingAdds;
import gatehouse.store.Quota;
import gatehouse.store.Quota.Exceeded;
import gatehouse.store.Quota.Reserved;
import gatehouse.torrent.Hash;

/// Adding torrents: what is added is read before a server sees it, put where one grant of its owner's wants it, counted
/// against that grant's limits, and theirs from the first moment on.
@ApplicationScoped
class Additions {

    static final String ACTION = "torrents/add";
    static final String TAG = PendingAdds.TAG;

    /// A server lists a new torrent a moment after it has taken it.
    private static final Duration SLOW_TO_SHOW = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Ownership ownership;
    private final PendingAdds pending;
    private final Quota quota;

    Additions(Ownership ownership, PendingAdds pending, Quota quota) {
        this.ownership = ownership;
        this.pending = pending;
        this.quota = quota;
    }

    /// What is about to become somebody's.
    ///
    /// @param reservation in [Quota]
    /// @param known the hashes of each torrent that is not at the server yet
    /// @param absent when the server was seen without them
    /// @param tag set when some hashes are not known before the server has fetched them
    /// @param subjects for the audit
    record Addition(String instance, String person, long reservation, List<Set<Hash>> known, Instant absent,
            Optional<String> tag, List<Subject> subjects) {
    }

    /// @param known the hashes of each, as far as they are known before the server has it
    /// @param unknown how many links only the server can follow
    /// @param bytes of the files
    private record Load(List<Part> files, List<Set<Hash>> known, int unknown, long bytes, List<Subject> subjects) {

        int count() {
            return known.size() + unknown;
        }
    }

    Checked check(Asked asked) {
        return switch (load(asked)) {
            case Reading.Wrong<Load>(var why) -> Check.invalid(asked.command().files().isEmpty() ? "urls" : "torrents", why);
            case Reading.Good<Load>(var load) when load.count() == 0 ->
                Check.invalid("urls", "is missing, and no file was sent");
            case Reading.Good<Load>(var load) -> admit(asked, load);
        };
    }

    private static Reading<Load> load(Asked asked) {
        return Uploads.torrents(asked).then(files -> links(asked).map(links -> {
            var known = Stream.concat(files.stream().map(file -> both(file.v1(), file.v2())),
                    links.stream().map(link -> both(link.v1(), link.v2())).filter(hashes -> !hashes.isEmpty())).distinct()
                    .toList();
            var unknown = (int) links.stream().filter(link -> both(link.v1(), link.v2()).isEmpty()).count();
            var subjects = Stream.concat(
                    files.stream().map(file -> new Subject(file.v1().or(file::v2).orElseThrow(), file.name())),
                    links.stream().flatMap(link -> link.v1().or(link::v2).stream()).map(hash -> new Subject(hash, "")))
                    .toList();
            return new Load(Uploads.parts(files), known, unknown, files.stream().mapToLong(TorrentFile::size).sum(), subjects);
        }));
    }

    private static Reading<List<Link>> links(Asked asked) {
        var urls = asked.values().getOrDefault("urls", "");
        return urls.isEmpty() ? Reading.good(List.of()) : Link.readAll(urls, Parameter.Range.OPEN);
    }

    private static Set<Hash> both(Optional<Hash> v1, Optional<Hash> v2) {
        return Stream.concat(v1.stream(), v2.stream()).collect(Collectors.toSet());
    }

    /// Tries the grants in the order of the file; what stands in the way under the first is what is told.
    private Checked admit(Asked asked, Load load) {
        var first = Optional.<Outcome> empty();
        for (var terms : asked.terms(asked.action().right(), List.of())) {
            var values = settled(asked.values(), terms);
            var obstacle = obstacle(asked, load, values, terms);
            if (obstacle.isEmpty()) {
                switch (reserve(asked, load, terms)) {
                    case Reserved(var id) -> {
                        return pass(asked, load, values, terms, id);
                    }
                    case Exceeded(var limit, var used, var allowed) ->
                        obstacle = Optional.of(new Outcome.Exceeded(limit, used, allowed, terms.grant()));
                }
            }
            first = first.isPresent() ? first : obstacle;
        }
        return new Stopped(first.orElseThrow());
    }

    /// The values as this grant wants them: its category and tags, and one of its folders for whoever names none, since
    /// the server's own default may lie anywhere.
    private static Map<String, String> settled(Map<String, String> values, Constraints terms) {
        var settled = new LinkedHashMap<>(values);
        terms.force().category().ifPresent(category -> settled.put("category", category));
        if (!terms.force().tags().isEmpty()) {
            settled.put("tags", tags(values.getOrDefault("tags", ""), terms.force().tags()));
        }
        if (terms.confined()) {
            fill(settled, "savepath", terms.folders().getFirst());
            fill(settled, "autoTMM", "false");
        }
        return settled;
    }

    /// A server takes an empty value as none, and then its own default.
    private static void fill(Map<String, String> values, String name, String otherwise) {
        values.merge(name, otherwise, (written, ours) -> written.isEmpty() ? ours : written);
    }

    private static String tags(String given, List<String> more) {
        return Stream.concat(Stream.of(given.split(",")), more.stream()).map(String::strip).filter(tag -> !tag.isEmpty())
                .distinct().collect(Collectors.joining(","));
    }

    private static Optional<Outcome> obstacle(Asked asked, Load load, Map<String, String> values, Constraints terms) {
        var places = new ArrayList<>(Terms.places(asked.with(values)));
        if (!values.containsKey("category")) {
            places.add(new Place.Category("category", ""));
        }
        var anonymous = load.unknown() > 0 && !takesTags(asked)
                && (!terms.limits().equals(Limits.NONE) || terms.grant().act() == Scope.OWN);
        return Terms.outside(places, List.of(terms))
                .or(() -> anonymous ? Optional.of(new Outcome.Unsupported(version(asked), "urls")) : Optional.empty());
    }

    /// Servers before 4.3.2 take no tags with an add, so that nobody can tell whose a fetched link is.
    private static boolean takesTags(Asked asked) {
        return asked.mirror().health() instanceof Health.Connected(var app, var api)
                && asked.action().parameter("tags").orElseThrow().at(api).isPresent();
    }

    private static String version(Asked asked) {
        return asked.mirror().health() instanceof Health.Connected(var app, var api) ? app : "";
    }

    private Quota.Answer reserve(Asked asked, Load load, Constraints terms) {
        var person = asked.person().id();
        var owned = Allowances.owned(person, asked.mirror().now(), asked.owned());
        var limits = terms.limits();
        return quota.reserve(person, asked.command().instance(), new Quota.Load(load.known(), load.unknown(), load.bytes()),
                owned,
                new Quota.Limits(whole(limits.torrents()), whole(limits.addsPerDay()), limits.size()));
    }

    private static OptionalLong whole(OptionalInt limit) {
        return limit.isPresent() ? OptionalLong.of(limit.getAsInt()) : OptionalLong.empty();
    }

    private Checked pass(Asked asked, Load load, Map<String, String> values, Constraints terms, long reservation) {
        var tag = load.unknown() > 0 && takesTags(asked) ? Optional.of(tag()) : Optional.<String> empty();
        tag.ifPresent(own -> values.put("tags", tags(values.getOrDefault("tags", ""), List.of(own))));
        var now = asked.mirror().now();
        var there = now.snapshot().torrents().keySet();
        var absent = now.lastGood().orElse(Instant.EPOCH).minus(SLOW_TO_SHOW);
        var fresh = load.known().stream().filter(hashes -> hashes.stream().noneMatch(there::contains)).toList();
        tag.ifPresent(own -> pending.expect(asked.command().instance(), own, asked.person().id(), load.unknown()));
        var addition = new Addition(asked.command().instance(), asked.person().id(), reservation, fresh, absent, tag,
                load.subjects());
        return new Check.Passed(asked, terms.grant(), List.of(), Map.copyOf(values), load.files(), Optional.of(addition));
    }

    private static String tag() {
        var random = new byte[16];
        RANDOM.nextBytes(random);
        return TAG + HexFormat.of().formatHex(random);
    }

    /// What was added becomes theirs; what the server did not take, or was never sent, leaves no trace. A lost answer
    /// counts as taken, because it may be.
    void end(Addition addition, Outcome outcome) {
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Unknown) {
            quota.keep(addition.reservation());
            addition.known()
                    .forEach(hashes -> ownership.claimNew(addition.instance(), hashes, addition.person(), addition.absent()));
        } else {
            quota.release(addition.reservation());
            addition.tag().ifPresent(tag -> pending.cancel(addition.instance(), tag));
        }
    }
}
