package gatehouse.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import gatehouse.real.Qbittorrent;

/// What axe-core finds wrong with a page as it is now: WCAG 2.2, levels A and AA.
final class Axe {

    private static final Map<String, Object> EVERYTHING = Map.of("type", "tag", "values",
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
    private static final int PHONE = 390;
    private static final String SCRIPT = AxeBuilder.getAxeScript();
    private static final String RUN = """
            async ([part, runOnly]) => {
              const found = await axe.run(part, { runOnly, resultTypes: ["violations"] });
              return { looked: found.passes.length, faults: found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`)) };
            }""";

    private Axe() {
    }

    /// All rules by day and by night, and by night on a phone as well.
    static List<String> inBothThemes(Page page, String part, String where) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var dark = faults(page, part, where + " in the dark");
        var size = page.viewportSize();
        if (size.width > PHONE) {
            page.setViewportSize(PHONE, 844);
            dark = Stream.concat(dark.stream(), faults(page, part, where + " in the dark on a phone").stream()).toList();
            page.setViewportSize(size.width, size.height);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return Stream.concat(faults(page, part, where).stream(), dark.stream()).toList();
    }

    /// @param part a selector of what is looked at
    static List<String> faults(Page page, String part, String where) {
        settle(page);
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(SCRIPT);
        }
        @SuppressWarnings("unchecked")
        var found = (Map<String, Object>) page.evaluate(RUN, List.of(part, EVERYTHING));
        assertTrue((int) found.get("looked") > 0, "axe has looked at " + where);
        @SuppressWarnings("unchecked")
        var faults = (List<String>) found.get("faults");
        return faults.stream().map(fault -> where + " " + fault).toList();
    }

    /// Colours on their way from one theme to the other are nobody's.
    private static void settle(Page page) {
        Qbittorrent.await("the end of all changes of colour", () -> page.evaluate("""
                document.getAnimations().every(it => it.playState !== 'running'
                    || it.effect.getComputedTiming().endTime === Infinity)""").equals(true));
    }
}
