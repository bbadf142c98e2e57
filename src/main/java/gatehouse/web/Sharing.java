package gatehouse.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.torrent.Torrent;

/// The limits of torrents as a form shows them. What differs between several stands empty and stays as it is.
///
/// @param down MiB a second; empty for none
/// @param share `server`, `own`, `never`, or `keep` when they differ
/// @param hours of seeding after which it stops; empty for none
/// @param idle hours of seeding without anybody fetching
/// @param then what the server may do at the limit; empty for servers that have no choice
public record Sharing(String down, boolean downDiffers, String up, boolean upDiffers, String share, String ratio, String hours,
        String idle, boolean idles, List<String> then, String chosenThen, List<String> mode, String chosenMode) {

    private static final double MEBIBYTE = 1024 * 1024;
    private static final double MINUTES = 60;

    static Sharing of(Chosen chosen, Actions actions) {
        var action = actions.find("torrents/setShareLimits").orElseThrow();
        var ratio = common(chosen, torrent -> torrent.decimal("ratio_limit"));
        var minutes = common(chosen, torrent -> torrent.number("seeding_time_limit"));
        var idle = common(chosen, torrent -> torrent.fields().containsKey("inactive_seeding_time_limit")
                ? torrent.number("inactive_seeding_time_limit")
                : -2);
        var down = common(chosen, torrent -> Math.max(0, torrent.number("dl_limit")));
        var up = common(chosen, torrent -> Math.max(0, torrent.number("up_limit")));
        return new Sharing(shown(down, MEBIBYTE), down.isEmpty(), shown(up, MEBIBYTE), up.isEmpty(),
                share(ratio, minutes, idle),
                shown(ratio, 1), shown(minutes, MINUTES), shown(idle, MINUTES),
                known(chosen, action, "inactiveSeedingTimeLimit"),
                words(chosen, action, "shareLimitAction"),
                chosen.common(torrent -> torrent.text("share_limit_action")).orElse(""),
                words(chosen, action, "shareLimitsMode"),
                chosen.common(torrent -> torrent.text("share_limits_mode")).orElse(""));
    }

    private static Optional<Double> common(Chosen chosen, ToDoubleFunction<Torrent> field) {
        return chosen.common(torrent -> String.valueOf(field.applyAsDouble(torrent))).map(Double::valueOf);
    }

    private static String share(Optional<Double> ratio, Optional<Double> minutes, Optional<Double> idle) {
        if (ratio.isEmpty() || minutes.isEmpty() || idle.isEmpty()) {
            return "keep";
        }
        var server = ratio.get() <= -2 && minutes.get() <= -2 && idle.get() <= -2;
        return server ? "server" : ratio.get() < 0 && minutes.get() < 0 && idle.get() < 0 ? "never" : "own";
    }

    private static String shown(Optional<Double> value, double unit) {
        return value.filter(number -> number > 0).map(number -> String.format(Locale.ROOT, "%.2f", number / unit))
                .map(text -> text.replaceAll("\\.?0+$", "")).orElse("");
    }

    private static boolean known(Chosen chosen, Action action, String parameter) {
        return chosen.torrents().stream().flatMap(listed -> chosen.server(listed).stream())
                .allMatch(server -> knows(action, parameter, server.api()));
    }

    private static boolean knows(Action action, String parameter, ApiVersion api) {
        return action.parameter(parameter).orElseThrow().at(api).isPresent();
    }

    private static List<String> words(Chosen chosen, Action action, String parameter) {
        return known(chosen, action, parameter) ? action.parameter(parameter).orElseThrow().values() : List.of();
    }
}
