package gatehouse.web;

import static gatehouse.web.ConnectApp.Field.ADDRESS;
import static gatehouse.web.ConnectApp.Field.CATEGORY;
import static gatehouse.web.ConnectApp.Field.HOST;
import static gatehouse.web.ConnectApp.Field.LEGACY;
import static gatehouse.web.ConnectApp.Field.PASSWORD;
import static gatehouse.web.ConnectApp.Field.PATH;
import static gatehouse.web.ConnectApp.Field.PORT;
import static gatehouse.web.ConnectApp.Field.SSL;
import static gatehouse.web.ConnectApp.Field.URL_BASE;
import static gatehouse.web.ConnectApp.Field.USERNAME;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import gatehouse.action.Right;

/// An app that can be connected: what it asks for, in its order, and what its key usually needs.
public enum ConnectApp {
    SONARR(Needs.DOWNLOADS, HOST, PORT, SSL, URL_BASE, USERNAME, PASSWORD, CATEGORY),
    RADARR(Needs.DOWNLOADS, HOST, PORT, SSL, URL_BASE, USERNAME, PASSWORD, CATEGORY),
    PROWLARR(Needs.PASSES_ON, HOST, PORT, SSL, URL_BASE, USERNAME, PASSWORD, CATEGORY),
    PHONE(Needs.EVERYTHING, ADDRESS, HOST, PORT, SSL, PATH, USERNAME, PASSWORD),
    BROWSER(Needs.SENDS, ADDRESS, USERNAME, PASSWORD),
    PYTHON(Needs.EVERYTHING, ADDRESS, USERNAME, PASSWORD),
    HOME_ASSISTANT(Needs.WATCHES, ADDRESS, USERNAME, PASSWORD),
    PROMETHEUS(Needs.WATCHES, HOST, PORT, SSL, PATH, USERNAME, PASSWORD),
    QUI(Needs.EVERYTHING, ADDRESS, USERNAME, PASSWORD),
    OTHER(Needs.WATCHES, ADDRESS, HOST, PORT, SSL, URL_BASE, USERNAME, PASSWORD, LEGACY);

    /// Something that an app asks for.
    public enum Field {
        HOST,
        PORT,
        SSL,
        URL_BASE,
        /// The same without the slash in front, for those that put one there themselves.
        PATH,
        USERNAME,
        PASSWORD,
        CATEGORY,
        ADDRESS,
        LEGACY
    }

    private enum Needs {
        WATCHES(Right.VIEW),
        SENDS(Right.VIEW, Right.ADD),
        PASSES_ON(Right.VIEW, Right.ADD, Right.CONTROL, Right.QUEUE, Right.TAXONOMY),
        /// What has been imported is deleted with its files.
        DOWNLOADS(Right.VIEW, Right.ADD, Right.CONTROL, Right.QUEUE, Right.ORGANISE, Right.TAXONOMY, Right.LIMITS,
                Right.DELETE, Right.DELETE_DATA),
        EVERYTHING(Arrays.stream(Right.values()).filter(right -> !right.ofTheHouse()).toArray(Right[]::new));

        private final Set<Right> rights;

        Needs(Right... rights) {
            this.rights = Set.of(rights);
        }
    }

    private final Needs needs;
    private final List<Field> fields;

    ConnectApp(Needs needs, Field... fields) {
        this.needs = needs;
        this.fields = List.of(fields);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int hue() {
        return ordinal() % 5 + 1;
    }

    List<Field> fields() {
        return fields;
    }

    boolean needs(Right right) {
        return needs.rights.contains(right);
    }

    /// The one of this id, or the first.
    static ConnectApp of(String id) {
        return Arrays.stream(values()).filter(app -> app.id().equals(id)).findFirst().orElse(SONARR);
    }
}
