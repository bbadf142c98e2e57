package gatehouse.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Person;
import gatehouse.config.Settings;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.store.AppKey;
import gatehouse.web.ConnectApp.Field;
import gatehouse.web.KeyScreen.Entry;
import gatehouse.web.KeyScreen.Place;

/// What an app is to be given to reach an instance through Gatehouse.
@ApplicationScoped
class KeyPlaces {

    private static final Set<Field> NOT_COPIED = Set.of(Field.SSL);

    private final Access access;
    private final URI address;
    private final KeyWords words = Translation.of(KeyWords.class);
    private final Sentences sentences;

    KeyPlaces(Access access, Settings settings, Sentences sentences) {
        this.access = access;
        this.address = settings.externalUrl();
        this.sentences = sentences;
    }

    /// One for each instance that the key is good for, as its owner sees them now.
    List<Place> of(ConnectApp app, AppKey key, Person owner, String secret) {
        return access.policy().visibleInstances(owner).stream()
                .filter(instance -> key.instances().isEmpty() || key.instances().contains(instance))
                .map(instance -> new Place(sentences.title(instance), app.fields().stream()
                        .flatMap(field -> entry(field, instance, key, owner, secret)).toList()))
                .toList();
    }

    private Stream<Entry> entry(Field field, String instance, AppKey key, Person owner, String secret) {
        var root = Optional.ofNullable(address.getPath()).orElse("").replaceAll("/+$", "") + "/qbittorrent/" + instance;
        var secure = address.getScheme().equals("https");
        return Stream.of(switch (field) {
            case HOST -> address.getHost();
            case PORT -> String.valueOf(address.getPort() > 0 ? address.getPort() : secure ? 443 : 80);
            case SSL -> secure ? words.on() : words.off();
            case URL_BASE -> root;
            case PATH -> root.substring(1);
            case USERNAME -> owner.issuer().equals(Person.LOCAL) ? owner.subject() : owner.name();
            case PASSWORD -> secret.isEmpty() ? words.hidden() : secret;
            case CATEGORY -> key.category().orElse("");
            case ADDRESS -> origin() + root;
            case LEGACY -> origin() + root + "/legacy";
        }).filter(value -> !value.isEmpty()).map(value -> new Entry(words.field(field), value,
                !NOT_COPIED.contains(field) && (field != Field.PASSWORD || !secret.isEmpty()), field == Field.PASSWORD));
    }

    private String origin() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
