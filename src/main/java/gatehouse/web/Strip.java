package gatehouse.web;

import java.util.List;
import java.util.Optional;

import gatehouse.access.Decision.Refused;
import gatehouse.action.Right;
import gatehouse.live.Freshness;
import gatehouse.live.Views.Standing;
import gatehouse.live.Views.View;
import gatehouse.web.Format.Num;

/// What the strip at the bottom says of each instance besides its speeds.
public record Strip(List<Cell> cells) {

    /// @param slow whether its alternative limits are on
    /// @param may whether they may switch them and set limits, and it answers
    /// @param spark empty for whoever does not see all of it
    public record Cell(String name, boolean slow, boolean may, Num downLimit, Num upLimit,
            Optional<Sparks.Spark> spark) {
    }

    static Strip of(View view, Sparks sparks) {
        return new Strip(
                view.standings().entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue(), sparks)).toList());
    }

    private static Cell of(String name, Standing standing, Sparks sparks) {
        return new Cell(name, slow(standing), may(standing), limit(standing, "dl_rate_limit"), limit(standing, "up_rate_limit"),
                sparks.of(name, standing));
    }

    static boolean may(Standing standing) {
        return !(standing.rights().decide(Right.LIMITS_GLOBAL) instanceof Refused) && standing.freshness().usable();
    }

    static boolean slow(Standing standing) {
        return standing.freshness() != Freshness.WAITING
                && Boolean.TRUE.equals(standing.now().snapshot().server().get("use_alt_speed_limits"));
    }

    private static Num limit(Standing standing, String name) {
        return Format.rate(bytes(standing, name));
    }

    /// Bytes a second; 0 for no limit.
    static long bytes(Standing standing, String name) {
        return standing.now().snapshot().server().get(name) instanceof Number number ? number.longValue() : 0;
    }

    public Cell of(String name) {
        return cells.stream().filter(cell -> cell.name().equals(name)).findFirst().orElseThrow();
    }
}
