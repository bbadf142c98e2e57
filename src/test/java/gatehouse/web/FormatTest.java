package gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "0 | 0 B", "1 | 1 B", "999 | 999 B", "1000 | 0.98 KiB", "1024 | 1.00 KiB",
            "10240 | 10.0 KiB", "102400 | 100 KiB",
            "1023000 | 999 KiB", "1024000 | 0.98 MiB", "3983582003 | 3.71 GiB", "402653184 | 384 MiB",
            "9999999999999 | 9.09 TiB", "-1 | –",
            "9223372036854775807 | 8.00 EiB" })
    void sizesHaveThreeFigures(long bytes, String text) {
        assertEquals(text, Format.size(bytes).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "0 | –", "-5 | –", "25795993 | 24.6 MiB/s", "650240 | 635 KiB/s" })
    void ratesAreADashWhenNothingMoves(long rate, String text) {
        assertEquals(text, Format.rate(rate).toString());
    }

    @ParameterizedTest
    @CsvSource({ "0, 0.0%", "0.5, 50.0%", "0.99999, 99.9%", "1, 100%", "0.8719, 87.1%", "-1, 0.0%", "1.5, 100%" })
    void aPercentageIsRoundedDown(double progress, String text) {
        assertEquals(text, Format.percent(progress));
    }

    @ParameterizedTest
    @CsvSource({ "0, 0.00", "0.336, 0.34", "9.99, 9.99", "9.996, 10.0", "11.38, 11.4", "-1, ∞", "9999, 9999.0", "1e300, ∞" })
    void ratiosHaveTwoDecimalsBelowTen(double ratio, String text) {
        assertEquals(text, Format.ratio(ratio));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "0 | ''", "19 | 19s", "60 | 1m", "2331 | 38m 51s", "3600 | 1h", "187200 | 2d 4h",
            "8639999 | 99d 23h", "8640000 | ''" })
    void timeLeftHasTwoParts(long seconds, String text) {
        assertEquals(text, Format.timeLeft(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "0 | 0 s", "59 | 59 s", "60 | 1 min", "3600 | 1 h", "86400 | 1 d" })
    void ages(long seconds, String text) {
        var now = Instant.parse("2026-11-24T12:00:00Z");
        assertEquals(text, Format.age(now.minusSeconds(seconds), now));
    }

    /// What the list's columns and their tooltips say to whoever has chosen nothing.
    @Test
    void datesLeaveOutTheYearOfToday() {
        var moment = Instant.parse("2026-11-03T09:05:07Z").getEpochSecond();
        assertEquals("3 Nov", Format.date(moment, 2026));
        assertEquals("3 Nov 2026", Format.date(moment, 2027));
        assertEquals("3 Nov 2026, 09:05:07 UTC", Format.moment(moment).replace('\u202F', ' ').replace("Z", "UTC"));
    }
}
