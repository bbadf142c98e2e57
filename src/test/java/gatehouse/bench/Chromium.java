package gatehouse.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;

/// Chromium with one page at a time, each in a browser with an empty cache, and what it says about that page.
final class Chromium implements AutoCloseable {

    private static final double LONGEST = 180_000;
    /// Notes when the first element of a kind was painted, and the longest task since somebody last asked.
    private static final String NOTES = """
            if (window === top) {
              window.longest = 0;
              new PerformanceObserver(list => {
                for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
              }).observe({ type: "longtask", buffered: true });
              window.painted = selector => new Promise(done => {
                const start = performance.now();
                const look = () => document.querySelector(selector)
                  ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
                  : requestAnimationFrame(look);
                look();
              });
              window.first = window.painted(%s).then(() => performance.now());
            }
            """;

    private final Playwright playwright = Playwright
            .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of("/usr/bin/chromium"))
            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")));

    /// A web interface: how to sign in there, and how to know a row of its list.
    ///
    /// @param form what the sign-in takes
    /// @param row where the name of a torrent stands in the list
    /// @param tab what leads to the files of the chosen torrent
    /// @param file the row of one of them
    record Site(URI start, URI signIn, Map<String, String> form, String row, String tab, String file) {
    }

    /// A page of somebody who has signed in, empty so far.
    Tab open(Site site) {
        var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        context.setDefaultTimeout(LONGEST);
        var form = FormData.create();
        site.form().forEach(form::set);
        context.request().post(site.signIn().toString(), RequestOptions.create().setForm(form).setMaxRedirects(0)
                .setHeader("Origin", site.start().resolve("/").toString().replaceAll("/$", "")));
        context.addInitScript(NOTES.formatted("\"" + site.row() + "\""));
        return new Tab(site, context.newPage());
    }

    /// One open page.
    final class Tab implements AutoCloseable {

        private final Site site;
        private final Page page;
        private final CDPSession session;
        private final CDPSession processes = browser.newBrowserCDPSession();
        private long bytes;
        private int updates;

        private Tab(Site site, Page page) {
            this.site = site;
            this.page = page;
            session = page.context().newCDPSession(page);
            session.send("Performance.enable", threadTime());
            session.send("Network.enable");
            session.on("Network.dataReceived", event -> bytes += event.get("encodedDataLength").getAsLong());
            session.on("Network.eventSourceMessageReceived", event -> updates++);
            session.on("Network.responseReceived", event -> updates += event.toString().contains("sync/maindata") ? 1 : 0);
        }

        /// Metrics of time are of the processor then, not of the clock.
        private static JsonObject threadTime() {
            var domain = new JsonObject();
            domain.addProperty("timeDomain", "threadTicks");
            return domain;
        }

        /// Milliseconds from the start of the navigation until the first rows are painted.
        double firstRows() {
            page.navigate(site.start().toString());
            return ((Number) page.evaluate("first")).doubleValue();
        }

        /// Chooses a torrent. Milliseconds from the click on the tab of its files until the first of them is painted.
        double files(String name) {
            page.locator(site.row()).filter(new Locator.FilterOptions().setHasText(name)).first().click();
            page.locator(site.tab()).waitFor();
            return until("document.querySelector(\"%s\").click()".formatted(site.tab()), site.file());
        }

        /// Milliseconds from what a script does until an element of this kind is painted.
        double until(String script, String selector) {
            return ((Number) page.evaluate("selector => { " + script + "; return painted(selector); }", selector))
                    .doubleValue();
        }

        /// Waits, and lets events come in.
        void rest(int seconds) {
            page.waitForTimeout(seconds * 1000);
        }

        /// Milliseconds of the longest task since the last time; 0 when none took 50.
        double longest() {
            return ((Number) page.evaluate("const was = longest; longest = 0; was")).doubleValue();
        }

        int nodes() {
            return (int) page.evaluate("document.querySelectorAll('*').length");
        }

        /// Bytes of its scripts' objects that are in use.
        long heap() {
            session.send("HeapProfiler.collectGarbage");
            return (long) metric("JSHeapUsedSize");
        }

        /// How much it has done so far.
        Work work() {
            return new Work(System.nanoTime() / 1e9, metric("TaskDuration"), renderer(), updates, bytes);
        }

        private double metric(String name) {
            for (JsonElement metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
                if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                    return metric.getAsJsonObject().get("value").getAsDouble();
                }
            }
            throw new IllegalStateException(name);
        }

        private double renderer() {
            var seconds = 0.0;
            for (JsonElement process : processes.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
                JsonObject info = process.getAsJsonObject();
                seconds += info.get("type").getAsString().equals("renderer") ? info.get("cpuTime").getAsDouble() : 0;
            }
            return seconds;
        }

        @Override
        public void close() {
            page.context().close();
        }
    }

    /// Seconds of the clock, of the page's main thread and of all of its process; updates and bytes that came.
    record Work(double clock, double thread, double process, int updates, long bytes) {

        Work since(Work before) {
            return new Work(clock - before.clock, thread - before.thread, process - before.process, updates - before.updates,
                    bytes - before.bytes);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
