package gatehouse.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Deletions;
import gatehouse.gate.Owners;
import gatehouse.gate.Owners.Which;
import gatehouse.http.FormBody;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;
import gatehouse.web.Dialog.Field;

/// The fields of each dialog, filled with what is.
@ApplicationScoped
class DialogBodies {

    /// From so many torrents, or so many bytes with their files, a delete has to be typed.
    static final int MANY = 100;
    static final long MUCH = 1L << 40;
    private static final int NAMED = 12;

    private final Reads reads;
    private final Actions actions;
    private final Offers offers;
    private final Owners owners;
    private final Sentences sentences;
    private final Deeds deeds = Translation.of(Deeds.class);

    DialogBodies(Reads reads, Actions actions, Offers offers, Owners owners, Sentences sentences) {
        this.reads = reads;
        this.actions = actions;
        this.offers = offers;
        this.owners = owners;
        this.sentences = sentences;
    }

    String title(Verb verb, Chosen chosen) {
        return verb == Verb.DELETE ? deeds.delete_title(chosen.size(), place(chosen))
                : deeds.title(deeds.verb(verb), chosen.single() ? chosen.first().torrent().name()
                        : deeds.torrents(chosen.size()));
    }

    private String place(Chosen chosen) {
        var instances = chosen.byInstance().keySet();
        return instances.size() == 1 ? sentences.title(instances.iterator().next()) : deeds.instances(instances.size());
    }

    String submit(Verb verb, Chosen chosen) {
        return switch (verb) {
            case COPY -> "";
            case DELETE -> deeds.delete_button(chosen.size());
            default -> deeds.save();
        };
    }

    Body of(Verb verb, Chosen chosen, FormBody asked, Origin origin) {
        return switch (verb) {
            case CATEGORY -> new Body.Category(chosen.categories(), chosen.common(Torrent::category).orElse(""),
                    chosen.byInstance().keySet().stream().allMatch(
                            name -> chosen.standings().get(name).rights().decide(Right.TAXONOMY).allowed()));
            case TAGS -> new Body.Tags(chosen.tags());
            case LIMITS -> new Body.Limits(Sharing.of(chosen, actions));
            case OWNER -> owner(chosen);
            case COPY -> new Body.Copy(copies(chosen));
            case DELETE -> delete(chosen, asked.text("files").equals("true"));
            default -> text(verb, chosen, asked, origin);
        };
    }

    private Body text(Verb verb, Chosen chosen, FormBody asked, Origin origin) {
        var path = asked.text("path");
        return switch (verb) {
            case RENAME -> line("name", chosen.first().torrent().name(), "");
            case MOVE -> line("path", chosen.common(torrent -> torrent.text("save_path")).orElse(""), deeds.move_hint());
            case DOWNLOAD_PATH -> line("path", chosen.common(torrent -> torrent.text("download_path")).orElse(""),
                    deeds.unfinished_hint());
            case COMMENT -> lines("comment", chosen.single() ? comment(chosen, origin) : "", "");
            case ADD_TRACKERS -> lines("urls", "", deeds.trackers_hint());
            case ADD_WEB_SEEDS -> lines("urls", "", deeds.addresses_hint());
            case ADD_PEERS -> lines("peers", "", deeds.peers_hint());
            case EDIT_TRACKER -> tracker(chosen, asked, origin);
            case EDIT_WEB_SEED -> seed(chosen, asked, origin);
            default -> new Body.Text(List.of(new Field("path", path)), deeds.label("name"), "name",
                    path.substring(path.lastIndexOf('/') + 1), false, "", Optional.empty());
        };
    }

    private Body line(String name, String value, String hint) {
        return new Body.Text(List.of(), deeds.label(name), name, value, false, hint, Optional.empty());
    }

    private Body lines(String name, String value, String hint) {
        return new Body.Text(List.of(), deeds.label(name), name, value, true, hint, Optional.empty());
    }

    private String comment(Chosen chosen, Origin origin) {
        return reads.of(chosen.person(), origin, chosen.first(), "torrents/properties").json().path("comment").asText("");
    }

    private Body tracker(Chosen chosen, FormBody asked, Origin origin) {
        var places = new Places(chosen, chosen.first(), Verb.EDIT_TRACKER, origin, reads, actions);
        var address = places.addresses(asked).getFirst();
        var tiers = chosen.server(chosen.first()).filter(server -> actions.find("torrents/editTracker").orElseThrow()
                .parameter("tier").orElseThrow().at(server.api()).isPresent());
        return new Body.Text(List.of(new Field("address", asked.text("address"))), deeds.label("url"), "url", address, false,
                "", tiers.map(known -> ""));
    }

    private Body seed(Chosen chosen, FormBody asked, Origin origin) {
        var places = new Places(chosen, chosen.first(), Verb.EDIT_WEB_SEED, origin, reads, actions);
        return new Body.Text(List.of(new Field("address", asked.text("address"))), deeds.label("url"), "url",
                places.addresses(asked).getFirst(), false, "", Optional.empty());
    }

    private Body owner(Chosen chosen) {
        var known = owners.known(chosen.person(), which(chosen.first())).orElseThrow(gatehouse.http.Problem::notFound);
        return new Body.Owner(known.owner().orElse(""), known.shared());
    }

    static Which which(Listed listed) {
        return new Which(listed.instance(), listed.torrent().hash().value());
    }

    private static List<Field> copies(Chosen chosen) {
        return Stream.of("name", "hash", "infohash_v1", "infohash_v2", "magnet_uri", "content_path", "comment")
                .map(what -> new Field(what, Overviews.copied(chosen, what))).filter(field -> !field.value().isEmpty())
                .toList();
    }

    private Body delete(Chosen chosen, boolean withFiles) {
        var large = chosen.size() >= MANY || chosen.bytes() >= MUCH;
        var few = chosen.size() <= NAMED;
        var places = chosen.byInstance().entrySet().stream().map(entry -> place(chosen.person(), entry.getKey(),
                entry.getValue())).toList();
        return new Body.Delete(
                few ? chosen.torrents().stream().map(listed -> named(chosen.person(), listed)).toList() : List.of(), places,
                Format.size(chosen.bytes()).toString(), large, typed(chosen.size()), withFiles,
                offers.withFiles(chosen), Deletions.UNDO.toSeconds());
    }

    /// What has to be typed for a large delete with files.
    static String typed(int count) {
        return "delete " + count;
    }

    private Optional<String> known(Person person, Listed listed) {
        return owners.known(person, which(listed)).flatMap(Owners.Known::owner);
    }

    private Body.Named named(Person person, Listed listed) {
        return new Body.Named(listed.torrent().name(), sentences.title(listed.instance()),
                known(person, listed).map(owner -> new Avatar(owner, Overviews.named(owner))),
                Format.size(listed.torrent().size()).toString());
    }

    private Body.Place place(Person person, String instance, List<Listed> torrents) {
        var own = torrents.stream().filter(listed -> listed.owner().equals(Optional.of(person.id()))).count();
        var bytes = torrents.stream().mapToLong(listed -> Math.max(0, listed.torrent().size())).sum();
        return new Body.Place(sentences.title(instance), torrents.size(), Format.size(bytes).toString(),
                Format.count(own));
    }
}
