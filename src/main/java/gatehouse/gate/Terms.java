package gatehouse.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Constraints;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Parameter;
import gatehouse.action.PreferenceDocument;
import gatehouse.action.Reading;
import gatehouse.action.RemotePath;
import gatehouse.action.Right;
import gatehouse.action.RssRule;
import gatehouse.action.Type;
import gatehouse.config.Force;
import gatehouse.config.Limits;
import gatehouse.torrent.Torrent;

/// The terms of somebody's grants: paths within folders, categories within confinements, preferences by key. Everything
/// that one command names must lie within the terms of one grant.
@ApplicationScoped
class Terms {

    private static final Set<String> AUTOMATIC = Set.of("torrents/add autoTMM", "torrents/setAutoManagement enable");

    /// Something in a command that a grant may confine.
    sealed interface Place {

        String parameter();

        boolean within(Constraints terms);

        List<String> allowed(Constraints terms);

        record Folder(String parameter, String path) implements Place {

            @Override
            public boolean within(Constraints terms) {
                return terms.path(path);
            }

            @Override
            public List<String> allowed(Constraints terms) {
                return terms.folders();
            }
        }

        record Category(String parameter, String name) implements Place {

            @Override
            public boolean within(Constraints terms) {
                return terms.category(name);
            }

            @Override
            public List<String> allowed(Constraints terms) {
                return terms.categories();
            }
        }

        /// Automatic management puts a torrent wherever its category points, which a confined person may not choose.
        record Automatic(String parameter) implements Place {

            @Override
            public boolean within(Constraints terms) {
                return !terms.confined();
            }

            @Override
            public List<String> allowed(Constraints terms) {
                return terms.folders();
            }
        }

        /// What makes a server add torrents later, or past our count: it keeps to a folder or category only if it says so
        /// itself, and to no limit.
        ///
        /// @param placed it says where
        /// @param labelled it says in which category
        record Unattended(String parameter, boolean placed, boolean labelled) implements Place {

            @Override
            public boolean within(Constraints terms) {
                return terms.limits().equals(Limits.NONE) && terms.force().equals(Force.NOTHING)
                        && (placed || !terms.confined()) && (labelled || terms.category(""));
            }

            @Override
            public List<String> allowed(Constraints terms) {
                return terms.folders();
            }
        }
    }

    /// Why a command lies outside of every grant's terms; empty when it lies within one's. Each right that it needs must
    /// be granted for these places: a right confined to one folder does not reach further with the terms of another.
    Optional<Outcome> outside(Asked asked, List<Torrent> torrents) {
        var nested = nested(asked);
        var refused = nested.stream().map(right -> asked.standing().decide(right)).filter(Refused.class::isInstance)
                .map(decision -> (Outcome) new Outcome.Refused((Refused) decision, List.of())).findFirst();
        var places = places(asked);
        moved(asked, torrents).ifPresent(places::add);
        var hashes = torrents.stream().map(Torrent::hash).toList();
        return refused.or(() -> Stream.concat(asked.rights().stream(), nested.stream()).distinct()
                .flatMap(right -> outside(places, asked.terms(right, hashes)).stream()).findFirst());
    }

    /// A category moves the data of the torrents that it manages: those that get it, and those of one that changes its path
    /// to the server's default.
    private static Optional<Place> moved(Asked asked, List<Torrent> torrents) {
        return switch (asked.action().id()) {
            case "torrents/setCategory" -> torrents.stream().anyMatch(Terms::managed)
                    ? Optional.of(new Place.Automatic("category"))
                    : Optional.empty();
            case "torrents/editCategory" -> asked.values().get("savePath").isEmpty()
                    ? Optional.of(new Place.Automatic("savePath"))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean managed(Torrent torrent) {
        return Boolean.TRUE.equals(torrent.fields().get("auto_tmm"));
    }

    /// Empty when all places lie within the terms of one entry; otherwise what stands in the way of the first.
    static Optional<Outcome> outside(List<Place> places, List<Constraints> terms) {
        if (places.isEmpty() || terms.stream().anyMatch(entry -> places.stream().allMatch(place -> place.within(entry)))) {
            return Optional.empty();
        }
        var nearest = terms.getFirst();
        var place = places.stream().filter(one -> !one.within(nearest)).findFirst().orElse(places.getFirst());
        return Optional.of(new Outcome.Outside(place.parameter(), place.allowed(nearest), nearest.grant()));
    }

    /// The rights that keys of a document or parts of a rule need beside the action's own.
    private static List<Right> nested(Asked asked) {
        var rights = new ArrayList<Right>();
        asked.values().forEach((name, value) -> {
            switch (asked.action().parameter(name).map(Parameter::type).orElseThrow()) {
                case PREFERENCES -> rights.addAll(good(PreferenceDocument.read(value)).rights());
                case RULE -> rights.addAll(good(RssRule.read(value)).rights());
                default -> {
                }
            }
        });
        rules(asked).forEach(rule -> rights.addAll(rule.rights()));
        return rights;
    }

    static List<Place> places(Asked asked) {
        List<Place> places = new ArrayList<Place>();
        asked.values().forEach((name, value) -> places(asked, asked.action().parameter(name).orElseThrow(), value, places));
        rules(asked).forEach(rule -> rule("file", rule, places));
        unattended(asked).ifPresent(places::add);
        return places;
    }

    private static void places(Asked asked, Parameter parameter, String value, List<Place> places) {
        var name = parameter.name();
        switch (parameter.type()) {
            case PATH -> folder(name, value, places);
            case CATEGORY, CATEGORIES -> {
                if (asked.action().writes()) {
                    value.lines().forEach(category -> places.add(new Place.Category(name, category)));
                    if (value.isEmpty()) {
                        places.add(new Place.Category(name, ""));
                    }
                }
            }
            case RULE -> rule(name, good(RssRule.read(value)), places);
            case PREFERENCES -> good(PreferenceDocument.read(value)).paths()
                    .forEach(path -> places.add(new Place.Folder(name, path.normalised())));
            case BOOL -> {
                if (AUTOMATIC.contains(asked.action().id() + " " + name) && value.equals("true")) {
                    places.add(new Place.Automatic(name));
                }
            }
            default -> {
            }
        }
    }

    private static Optional<Place> unattended(Asked asked) {
        return switch (asked.action().id()) {
            case "search/downloadTorrent" -> Optional.of(new Place.Unattended("torrentUrl", false, false));
            case "torrentcreator/addTask" -> Optional.of("startSeeding")
                    .filter(name -> !asked.values().getOrDefault(name, "").equals("false"))
                    .map(name -> new Place.Unattended(name, true, false));
            default -> Optional.empty();
        };
    }

    private static void folder(String name, String value, List<Place> places) {
        if (!value.isEmpty()) {
            places.add(new Place.Folder(name, good(RemotePath.read(value)).normalised()));
        }
    }

    private static void rule(String name, RssRule rule, List<Place> places) {
        rule.paths().forEach(path -> places.add(new Place.Folder(name, path.normalised())));
        rule.categories().forEach(category -> places.add(new Place.Category(name, category)));
        places.add(new Place.Unattended(name, rule.placed(), !rule.categories().isEmpty()));
    }

    /// Of uploaded files; those of torrents are not rules.
    private static Collection<RssRule> rules(Asked asked) {
        var takes = asked.action().parameters().stream().anyMatch(parameter -> parameter.type() == Type.FILE);
        return takes ? good(Uploads.rules(asked)).values() : List.of();
    }

    /// What is canonical has been read before.
    private static <T> T good(Reading<T> reading) {
        return switch (reading) {
            case Reading.Good<T>(var value) -> value;
            case Reading.Wrong<T>(var why) -> throw new IllegalStateException("a checked value " + why);
        };
    }
}
