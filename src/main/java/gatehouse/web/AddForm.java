package gatehouse.web;

import java.util.List;
import java.util.Map;
import java.util.Set;

import gatehouse.gate.Allowances.Allowance;
import gatehouse.web.Format.Num;

/// The form that adds torrents, for one chosen instance.
///
/// @param urls what stands in the field for links
/// @param places every instance they see
/// @param chosen the one to add to; its name is empty when they may add to none
/// @param takes the parameters of `torrents/add` that its version has and they may use
/// @param values what was chosen before, by field
public record AddForm(String urls, List<Place> places, Place chosen, Set<String> takes, Map<String, List<String>> choices,
        List<String> categories,
        List<String> tags, List<String> folders, String forcedCategory, List<Allowance> allowances,
        Map<String, String> values) {

    /// @param why they cannot add here; empty when they can
    public record Place(String name, String title, Num free, String why, boolean offline) {

        static final Place NONE = new Place("", "", Num.NOTHING, "", false);
    }

    /// The values of a parameter that has a closed set of them, and that they may use.
    public List<String> choices(String parameter) {
        return choices.getOrDefault(parameter, List.of());
    }

    public boolean takes(String parameter) {
        return takes.contains(parameter);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean on(String field) {
        return value(field).equals("on");
    }

    public String folderList() {
        return String.join(", ", folders);
    }
}
