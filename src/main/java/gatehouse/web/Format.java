package gatehouse.web;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

import gatehouse.http.Display;
import gatehouse.torrent.Torrent;

/// Numbers, dates and times as the person who is being answered reads them ([Display]): three significant figures, a dash
/// for nothing.
public final class Format {

    private static final String[] DECIMAL_UNITS = { "B", "kB", "MB", "GB", "TB", "PB", "EB" };
    private static final String[] UNITS = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    private static final int LARGEST_SHOWN = 1000;
    private static final int STEP = 1024;
    private static final int DECIMAL_STEP = 1000;
    private static final int LARGEST_RATIO = 10_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Format() {
    }

    /// A number and its unit; nothing at all is shown as a dash.
    public record Num(String value, String unit) {

        static final Num NOTHING = new Num("", "");

        public boolean nothing() {
            return value.isEmpty();
        }

        @Override
        public String toString() {
            return nothing() ? "–" : value + " " + unit;
        }
    }

    /// `3.71 GiB`; the unit changes at 1000, so that no number has four digits.
    static Num size(long bytes) {
        return bytes < 0 ? Num.NOTHING : scaled(bytes, "");
    }

    /// `24.6 MiB/s`; a dash for standing still.
    static Num rate(long bytesPerSecond) {
        return bytesPerSecond <= 0 ? Num.NOTHING : scaled(bytesPerSecond, "/s");
    }

    private static Num scaled(long bytes, String per) {
        var display = Display.current();
        var value = (double) bytes;
        var unit = 0;
        while (value >= LARGEST_SHOWN - 0.5 && unit < UNITS.length - 1) {
            value /= display.decimal() ? DECIMAL_STEP : STEP;
            unit++;
        }
        var digits = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return new Num(String.format(display.locale(), "%." + digits + "f", value),
                (display.decimal() ? DECIMAL_UNITS : UNITS)[unit] + per);
    }

    /// One decimal, rounded down: 100% means complete.
    static String percent(double progress) {
        var shown = NumberFormat.getPercentInstance(Display.current().locale());
        shown.setMinimumFractionDigits(progress >= 1 ? 0 : 1);
        return shown.format(tenths(progress) / (double) LARGEST_SHOWN);
    }

    /// The same for a `progress` element: `62.4`.
    static String hundredths(double progress) {
        return progress >= 1 ? "100" : String.format(Locale.ROOT, "%.1f", tenths(progress) / 10.0);
    }

    private static long tenths(double progress) {
        return (long) Math.floor(Math.clamp(progress, 0, 1) * LARGEST_SHOWN);
    }

    /// Two decimals below 10, one above, `∞` when nothing was downloaded or so little that the number says nothing.
    static String ratio(double ratio) {
        return ratio < 0 || ratio >= LARGEST_RATIO ? "∞"
                : String.format(Display.current().locale(), ratio < 9.995 ? "%.2f" : "%.1f", ratio);
    }

    /// The two largest parts: `38m 51s`, `2d 4h`. Empty when nobody knows.
    static String timeLeft(long seconds) {
        return seconds <= 0 || seconds >= Torrent.ETA_UNKNOWN ? "" : span(seconds);
    }

    private static String span(long seconds) {
        if (seconds >= DAY) {
            return two(seconds / DAY, "d", seconds % DAY / HOUR, "h");
        }
        if (seconds >= HOUR) {
            return two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
        }
        return seconds >= MINUTE ? two(seconds / MINUTE, "m", seconds % MINUTE, "s") : seconds + "s";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /// `3 Nov`, with the year when it is another one.
    static String date(long seconds, int year) {
        var display = Display.current();
        var day = Instant.ofEpochSecond(seconds).atZone(display.zone());
        return DateTimeFormatter.ofLocalizedPattern(day.getYear() == year ? "MMMd" : "yMMMd").withLocale(display.locale())
                .format(day);
    }

    /// To the second, with its zone.
    static String moment(long seconds) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG)
                .withLocale(Display.current().locale())
                .format(Instant.ofEpochSecond(seconds).atZone(Display.current().zone()));
    }

    static String count(long number) {
        return NumberFormat.getIntegerInstance(Display.current().locale()).format(number);
    }

    /// A day, with its year: `24 November 2026`.
    static String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Display.current().locale()).format(day);
    }

    /// The time of day with seconds, on a clock of 24 hours.
    static String clock(Instant moment) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(Display.current().zone()).format(moment);
    }

    /// A moment to the minute, as their language writes it: `24 Nov 2026, 14:46`.
    static String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(Display.current().locale()).withZone(Display.current().zone()).format(moment);
    }

    /// How long ago: `48 s`, `14 min`, `6 h`, `3 d`.
    static String age(Instant then, Instant now) {
        var seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
