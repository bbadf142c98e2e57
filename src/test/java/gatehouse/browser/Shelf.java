package gatehouse.browser;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// Twelve stopped torrents in the loft, whose list habits are tried on.
final class Shelf {

    static final List<TorrentFile> FILES = IntStream.range(0, 12)
            .mapToObj(number -> TorrentFile.hollow("Volume %02d of the shelf".formatted(number), 400_000)).toList();

    private Shelf() {
    }

    static void fill() {
        House.loft().add(FILES, Map.of("savepath", House.loft().downloads().toString(), "paused", "true"));
    }

    static void await(Mirrors mirrors) {
        await(mirrors, "the shelf", () -> mirrors.find("loft").orElseThrow().snapshot().torrents().size() == FILES.size());
    }

    /// Waits for what the loft is to show, and has its server asked again meanwhile.
    static void await(Mirrors mirrors, String what, BooleanSupplier condition) {
        Qbittorrent.await(what, () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return condition.getAsBoolean();
        });
    }

    static void empty() {
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        House.loft().post("torrents/deleteTags", Map.of("tags", "read,some"));
        House.loft().post("torrents/removeCategories", Map.of("categories", "shelf"));
        Qbittorrent.await("the loft is empty", () -> House.loft().torrents() == 0);
    }

    static String id(int number) {
        return "loft/" + FILES.get(number).hash();
    }

    static Locator row(Page page, int number) {
        return page.locator("[id='" + id(number) + "']");
    }

    static Locator cell(Page page, int number) {
        return row(page, number).locator(".c-size");
    }

    /// Whether the lower edge of a row is above another part of the page.
    static boolean isAbove(Page page, int number, String part) {
        return (boolean) page.evaluate("""
                ([id, part]) => document.getElementById(id).getBoundingClientRect().bottom
                    <= document.querySelector(part).getBoundingClientRect().top""", List.of(id(number), part));
    }

    static Locator.ClickOptions with(KeyboardModifier modifier) {
        return new Locator.ClickOptions().setModifiers(List.of(modifier));
    }
}
