package gatehouse.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.http.Translation;
import gatehouse.live.Views.View;
import gatehouse.store.PendingAdds;
import gatehouse.torrent.Facets.Tally;
import gatehouse.torrent.Status;
import gatehouse.torrent.Word;

/// The filters beside the list, each with how many torrents it would show, and the addresses that put it into the filter.
@ApplicationScoped
class Rail {

    private static final int MOST_CATEGORIES = 20;
    private static final int MOST = 15;
    private static final Map<Status, String> ICONS = Map.ofEntries(Map.entry(Status.ACTIVE, "zap"),
            Map.entry(Status.DOWNLOADING, "arrow-down"), Map.entry(Status.SEEDING, "arrow-up"),
            Map.entry(Status.COMPLETED, "check"), Map.entry(Status.STOPPED, "square"),
            Map.entry(Status.STALLED, "circle-dashed"), Map.entry(Status.QUEUED, "clock"),
            Map.entry(Status.CHECKING, "refresh-cw"), Map.entry(Status.ERROR, "circle-alert"),
            Map.entry(Status.TRACKER, "triangle-alert"), Map.entry(Status.RUNNING, "play"),
            Map.entry(Status.INACTIVE, "clock"), Map.entry(Status.IDLE, "arrow-up"), Map.entry(Status.MOVING, "folder-input"));
    private static final List<Status> FIRST = List.of(Status.ACTIVE, Status.DOWNLOADING, Status.SEEDING, Status.COMPLETED,
            Status.STOPPED, Status.STALLED, Status.CHECKING, Status.TRACKER, Status.ERROR);
    private static final List<Status> MORE = List.of(Status.RUNNING, Status.INACTIVE, Status.IDLE, Status.QUEUED,
            Status.MOVING);

    private final Say say = Translation.of(Say.class);

    Rail() {
    }

    /// @param id of the group: `category`
    /// @param more what is folded away
    /// @param left how many are not listed
    /// @param grows whether they may make a new one on an instance that is shown
    public record Group(String id, boolean open, List<Choice> choices, List<Choice> more, int left, boolean grows) {
    }

    /// @param avatar instead of an icon, for a person
    /// @param mark `current`, `excluded`, or empty
    /// @param bad whether somebody must look
    /// @param level 2 for what is below another one
    /// @param address with this choice alone in its group
    /// @param or the same besides what is chosen already
    /// @param not without it
    public record Choice(String label, String icon, Avatar avatar, String count, String size, String mark, boolean bad,
            int level, String address, String or, String not) {
    }

    List<Group> groups(Person person, View view) {
        return List.of(statuses(view), categories(view), owners(person, view), tags(view), trackers(view));
    }

    private Group statuses(View view) {
        var facets = view.page().facets().statuses();
        var choices = new ArrayList<Choice>();
        var all = facets.get(Status.RUNNING).count() + facets.get(Status.STOPPED).count();
        var bytes = facets.get(Status.RUNNING).bytes() + facets.get(Status.STOPPED).bytes();
        var none = view.query().filter().values(Word.STATUS).isEmpty() && view.query().filter().excluded(Word.STATUS).isEmpty();
        choices.add(new Choice(say.status("all"), "layers", null, Format.count(all), Format.size(bytes).toString(),
                none ? "current" : "", false, 1, address(view, Word.STATUS, ""), "", ""));
        FIRST.forEach(status -> choices.add(status(view, status)));
        return new Group("status", true, choices, MORE.stream().map(status -> status(view, status)).toList(), 0, false);
    }

    private Choice status(View view, Status status) {
        var tally = view.page().facets().statuses().get(status);
        return choice(view, Word.STATUS, status.id(), say.status(status.id()), ICONS.get(status), null, tally,
                status == Status.ERROR && tally.count() > 0, 1);
    }

    /// As a tree: what is below another category follows it.
    private Group categories(View view) {
        var tallies = view.page().facets().categories();
        var choices = tallies.entrySet().stream().filter(entry -> !entry.getKey().isEmpty()).limit(MOST_CATEGORIES)
                .map(entry -> category(view, entry.getKey(), entry.getValue())).toList();
        return group(view, "category", Word.CATEGORY, true, choices, tallies, "circle-dashed");
    }

    private Choice category(View view, String name, Tally tally) {
        var slash = name.lastIndexOf('/');
        return choice(view, Word.CATEGORY, name, slash < 0 ? name : name.substring(slash + 1), slash < 0 ? "folder" : "", null,
                tally, false, slash < 0 ? 1 : 2);
    }

    private Group owners(Person person, View view) {
        var facets = view.page().facets();
        var choices = facets.owners().entrySet().stream().filter(entry -> !entry.getKey().isEmpty())
                .sorted(Comparator.comparing((Map.Entry<String, Tally> entry) -> !entry.getKey().equals(person.id()))
                        .thenComparing(entry -> -entry.getValue().count()))
                .limit(MOST).map(entry -> owner(person, view, entry.getKey(), entry.getValue())).toList();
        return group(view, "owner", Word.OWNER, true, choices, facets.owners(), "circle-dashed");
    }

    private Choice owner(Person person, View view, String id, Tally tally) {
        var name = view.page().facets().names().get(id);
        var me = id.equals(person.id());
        return choice(view, Word.OWNER, me ? "me" : name, me ? say.me() : name, "", new Avatar(id, name), tally, false, 1);
    }

    private Group tags(View view) {
        var tallies = view.page().facets().tags();
        var choices = tallies.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && !entry.getKey().startsWith(PendingAdds.TAG)).limit(MOST)
                .map(entry -> choice(view, Word.TAG, entry.getKey(), entry.getKey(), "tag", null, entry.getValue(), false, 1))
                .toList();
        return group(view, "tag", Word.TAG, false, choices, tallies, "circle-dashed");
    }

    private Group trackers(View view) {
        var tallies = view.page().facets().trackers();
        var choices = tallies.entrySet().stream().filter(entry -> !entry.getKey().isEmpty())
                .sorted(Comparator.comparingInt((Map.Entry<String, Tally> entry) -> -entry.getValue().count())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST).map(entry -> choice(view, Word.TRACKER, entry.getKey(), entry.getKey(), "radio", null,
                        entry.getValue(), false, 1))
                .toList();
        return group(view, "tracker", Word.TRACKER, false, choices, tallies, "circle-dashed");
    }

    /// With the choice of those that have none at the end.
    private Group group(View view, String id, Word word, boolean open, List<Choice> choices, Map<String, Tally> tallies,
            String icon) {
        var all = new ArrayList<>(choices);
        if (tallies.containsKey("") || used(view, word, "none")) {
            all.add(choice(view, word, "none", say.none(id), icon, null, tallies.getOrDefault("", new Tally(0, 0)), false, 1));
        }
        var chosen = !view.query().filter().values(word).isEmpty() || !view.query().filter().excluded(word).isEmpty();
        var listed = (int) tallies.keySet().stream().filter(key -> !key.isEmpty() && !key.startsWith(PendingAdds.TAG)).count();
        return new Group(id, open || chosen, all, List.of(), listed - choices.size(),
                (word == Word.CATEGORY || word == Word.TAG) && grows(view));
    }

    private static boolean grows(View view) {
        var on = view.query().filter().values(Word.ON);
        return view.standings().entrySet().stream().anyMatch(entry -> (on.isEmpty() || on.contains(entry.getKey()))
                && entry.getValue().rights().decide(Right.TAXONOMY).allowed());
    }

    private static Choice choice(View view, Word word, String value, String label, String icon, Avatar avatar, Tally tally,
            boolean bad, int level) {
        var filter = view.query().filter();
        var mark = filter.values(word).contains(value) ? "current" : filter.excluded(word).contains(value) ? "excluded" : "";
        return new Choice(label, icon, avatar, Format.count(tally.count()), Format.size(tally.bytes()).toString(), mark, bad,
                level, address(view, word, mark.isEmpty() ? value : ""),
                view.query().with(filter.or(word, value)).address(), view.query().with(filter.not(word, value)).address());
    }

    private static boolean used(View view, Word word, String value) {
        return view.query().filter().values(word).contains(value) || view.query().filter().excluded(word).contains(value);
    }

    private static String address(View view, Word word, String value) {
        return view.query().with(view.query().filter().with(word, value)).address();
    }
}
