package gatehouse.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import gatehouse.house.People;

/// Debian's Chromium. Each visit is a browser of its own; whatever it complains about is kept.
public final class Browser implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-quic");

    private final Playwright playwright = Playwright
            .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setArgs(ARGUMENTS));
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final String root;

    public Browser(java.net.URL root) {
        this.root = root.toString().replaceAll("/+$", "");
    }

    /// A fresh browser with an empty page.
    public Page open(int width, int height, boolean scripts) {
        return open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height)
                .setJavaScriptEnabled(scripts));
    }

    private Page open(com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = chromium.newContext(options.setBaseURL(root));
        context.setDefaultTimeout(15_000);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    public Page open() {
        return open(1440, 900, true);
    }

    /// A fresh browser in which somebody has signed in by the form and looks at the whole list.
    public Page signedIn(String name, boolean scripts) {
        return signIn(name, open(1440, 900, scripts));
    }

    /// The same on a phone.
    public Page onAPhone(String name) {
        return signIn(name, open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(390, 844)
                .setHasTouch(true).setIsMobile(true)));
    }

    private static Page signIn(String name, Page page) {
        People.account(name);
        page.navigate("/sign-in");
        page.fill("#name", name);
        page.fill("#password", People.password(name));
        page.click("button[type=submit]");
        page.waitForURL("**/torrents*");
        if (!page.url().endsWith("/torrents")) {
            page.navigate("/torrents");
        }
        return page;
    }

    /// Closes every page: one that is left open goes on asking.
    public void leave() {
        chromium.contexts().forEach(com.microsoft.playwright.BrowserContext::close);
    }

    /// Does what changes the columns and waits until the server has kept them; the same address tells what they are.
    static void keepingColumns(Page page, Runnable change) {
        page.waitForResponse(answer -> answer.url().endsWith("/torrents/columns")
                && answer.request().method().equals("POST"), change);
    }

    /// What pages wrote to the console as an error, their uncaught exceptions, and reports of the content security policy.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Complaints that a test has caused itself.
    public void forget(String expected) {
        complaints.removeIf(complaint -> complaint.contains(expected));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
