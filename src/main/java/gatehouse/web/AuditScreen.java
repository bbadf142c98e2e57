package gatehouse.web;

import java.util.List;

import gatehouse.http.AuditFilter;
import gatehouse.http.Display;
import gatehouse.web.AskForm.Choice;

/// The audit as its template draws it.
///
/// @param everybody whether it may show other people's entries
/// @param keep how many days entries are kept
/// @param rail the results as links
/// @param older the address of the next page, or empty
/// @param verdict what a look at the whole chain found, or empty
public record AuditScreen(boolean everybody, long keep, AuditFilter filter, List<Link> rail, List<Link> places,
        List<Choice> instances, List<Choice> results, List<String> actions, List<Day> days, String older, Verdict verdict) {

    public record Link(String words, String icon, String address, boolean current) {
    }

    public record Day(String title, List<Line> lines) {
    }

    /// @param torrents the first of them; `more` says how many there are besides
    /// @param state the kind of state mark, with its icon
    /// @param key the name of the key of the app that acted for them, or empty
    public record Line(long id, String time, String moment, Avatar who, String did, String what, String where, String result,
            String state, String icon, String outcome, String grant, long generation, List<Named> torrents, int more,
            List<Argument> arguments, String reference, String address, String key) {
    }

    public record Named(String name, String hash) {
    }

    public record Argument(String name, String value) {
    }

    public record Verdict(boolean intact, String sentence) {

        static final Verdict NONE = new Verdict(true, "");
    }

    /// The zone of its times.
    public String zone() {
        return Display.current().zoneName();
    }

    public boolean filtered() {
        return !filter.fields().isEmpty();
    }

    public boolean paged() {
        return !filter.text("before").isEmpty();
    }
}
