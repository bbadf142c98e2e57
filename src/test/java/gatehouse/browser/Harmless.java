package gatehouse.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;

/// Watches over pages that show what others have written: it has to stay text.
final class Harmless {

    private static final String WATCH = """
            window.broken = [];
            document.addEventListener("securitypolicyviolation", event => broken.push(event.violatedDirective + " " + event.blockedURI));
            """;

    /// What is wrong with the page as it is now: marks that a planted text has left, elements and attributes that only such a
    /// text can have made, and texts of ours that one has moved. Where a line holds a text with directions in it, its other
    /// texts have to stand in their order and run from left to right. What lies over the field of the filter looks as the field does.
    private static final String FAULTS = """
            () => {
              const faults = [...window.broken];
              if (window.planted !== undefined) faults.push("a script has run");
              if (document.body === null) return ["no page"];
              const made = document.querySelectorAll(".planted, iframe, object, embed, base, style, math, script:not([src]), meta[http-equiv], a[href^='javascript:' i], a[href^='data:' i]");
              for (const element of made) faults.push("made: " + element.outerHTML.slice(0, 200));
              for (const element of document.querySelectorAll("*")) for (const { name } of element.attributes) if (/^on/i.test(name)) faults.push("handler: " + element.outerHTML.slice(0, 200));
              const turning = /[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\u0590-\\u08FF]/;
              const plain = /[A-Za-z0-9]/;
              const blocks = new Map();
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (!node.data.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest("option, .vh, #typed")) continue;
                let block = node.parentElement;
                while (getComputedStyle(block).display === "inline") block = block.parentElement;
                blocks.set(block, [...blocks.get(block) ?? [], node]);
              }
              const at = (node, from) => { const range = document.createRange(); range.setStart(node, from); range.setEnd(node, from + 1); return range.getBoundingClientRect(); };
              for (const [block, nodes] of blocks) {
                if (nodes.length < 2 || !nodes.some(node => turning.test(node.data))) continue;
                let before;
                for (const node of nodes) {
                  const found = [...node.data.matchAll(/[A-Za-z0-9]/g)].map(match => match.index);
                  if (turning.test(node.data) || !found.length) { continue; }
                  const first = at(node, found[0]), last = at(node, found.at(-1));
                  if (first.top === last.top && first.left > last.left) faults.push("turned: " + node.data + " in " + block.outerHTML.slice(0, 300));
                  if (before && before.top === first.top && before.left > first.left) faults.push("moved: " + node.data + " in " + block.outerHTML.slice(0, 300));
                  before = last;
                }
              }
              return faults;
            }""";

    private static final String SHOWN = """
            () => [...document.querySelectorAll("body *")].flatMap(element => [
              ...[...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE) ? [element.textContent] : [],
              ...element.matches("input, textarea") ? [element.value] : []])""";

    private final List<String> asked = new ArrayList<>();

    private record Hostile(String what, String text) {
    }

    /// Texts that somebody with bad intentions would write, from `hostile/texts.json`.
    static List<String> texts() {
        try (var file = Harmless.class.getResourceAsStream("/hostile/texts.json")) {
            return List.of(new ObjectMapper().readValue(file, Hostile[].class)).stream().map(Hostile::text).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Page watch(Page page) {
        page.context().addInitScript(WATCH);
        page.onDialog(dialog -> {
            asked.add(dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    /// Nothing of what others have written has become more than text, and all of `texts` is shown.
    void shows(Page page, String where, List<String> texts) {
        check(page, where);
        @SuppressWarnings("unchecked")
        var shown = (List<String>) page.evaluate(SHOWN);
        var missing = texts.stream().filter(text -> shown.stream().noneMatch(text::equals)).toList();
        assertEquals(List.of(), missing, () -> where + " shows " + shown);
    }

    void check(Page page, String where) {
        assertEquals(List.of(), page.evaluate(FAULTS), where);
        assertEquals(List.of(), asked, where);
    }
}
