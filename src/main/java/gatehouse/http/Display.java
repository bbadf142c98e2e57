package gatehouse.http;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.arc.Arc;

/// How somebody is shown things. Programs get English, UTC and binary units, whoever they act for.
///
/// @param locale its language is one of [#LANGUAGES], its region is the browser's
/// @param told whether the zone is known: chosen, or told by the browser
/// @param decimal sizes in MB instead of MiB
public record Display(Locale locale, ZoneId zone, boolean told, boolean decimal) {

    /// The languages with complete texts, as in `messages/`.
    public static final List<String> LANGUAGES = List.of("en", "de");
    /// English without a region writes dates as 24 November 2026.
    private static final Locale ENGLISH = Locale.UK;
    static final Display PLAIN = new Display(ENGLISH, ZoneOffset.UTC, false, false);
    private static final ScopedValue<Display> CURRENT = ScopedValue.newInstance();

    /// That of whoever is being answered; plain where nobody is.
    public static Display current() {
        if (CURRENT.isBound()) {
            return CURRENT.get();
        }
        var container = Arc.container();
        return container != null && container.requestContext().isActive() ? container.instance(Caller.class).get().display()
                : PLAIN;
    }

    /// Does something for somebody of this display, outside of their request.
    <T> T during(Supplier<T> what) {
        return ScopedValue.where(CURRENT, this).call(what::get);
    }

    /// @param chosen the person's preferences: `language`, `zone`, `browser-zone` and `units`
    /// @param accepted the header Accept-Language
    static Display of(Map<String, String> chosen, String accepted) {
        var zone = chosen.getOrDefault("zone", "");
        var named = zone.isEmpty() ? chosen.getOrDefault("browser-zone", "") : zone;
        return new Display(locale(chosen.getOrDefault("language", ""), accepted), zone(named), !named.isEmpty(),
                chosen.getOrDefault("units", "").equals("decimal"));
    }

    /// The browser's own variant of a language is taken where it has one.
    private static Locale locale(String chosen, String accepted) {
        var wanted = chosen.isEmpty() ? LANGUAGES : List.of(chosen);
        return ranges(accepted).stream().map(range -> Locale.forLanguageTag(range.getRange()))
                .filter(locale -> wanted.contains(locale.getLanguage())).findFirst()
                .filter(locale -> !locale.getCountry().isEmpty())
                .orElseGet(() -> plain(chosen.isEmpty() ? first(accepted) : chosen));
    }

    private static Locale plain(String language) {
        return language.equals("en") ? ENGLISH : Locale.forLanguageTag(language);
    }

    private static String first(String accepted) {
        return ranges(accepted).stream().map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .filter(LANGUAGES::contains).findFirst().orElse("en");
    }

    private static List<Locale.LanguageRange> ranges(String accepted) {
        try {
            return accepted.isBlank() ? List.of() : Locale.LanguageRange.parse(accepted);
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    /// A zone that is not known here any more is UTC.
    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /// `en` or `de`.
    public String language() {
        return locale.getLanguage();
    }

    /// The zone's name in the person's language: `Mitteleuropäische Zeit`.
    public String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getDisplayName(java.time.format.TextStyle.FULL, locale);
    }
}
