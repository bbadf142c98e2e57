package gatehouse.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something of the action table that somebody asks of one instance, as they wrote it and unchecked.
///
/// @param action the table's id: `torrents/stop`
/// @param values by the parameters' canonical names; `hashes` has `|` between its torrents, and the one word `all` there
///     stands for all that the person may touch
/// @param forgiving whether torrents in `hashes` that are not there are passed over, as servers do it, instead of ending it
public record Command(String instance, String action, Map<String, String> values, List<Upload> files, Origin origin,
        boolean forgiving) {

    public Command(String instance, String action, Map<String, String> values, List<Upload> files, Origin origin) {
        this(instance, action, values, files, origin, false);
    }

    /// An uploaded file.
    ///
    /// @param name what its owner calls it; for messages only
    public record Upload(String parameter, String name, byte[] content) {
    }

    /// Where somebody sits, for the audit.
    ///
    /// @param session the number of the browser session, if it was one
    /// @param request the request's id
    public record Origin(Optional<Long> session, String request, String address) {
    }

    /// A command for some torrents.
    public static Command of(String instance, String action, List<String> hashes, Map<String, String> values, Origin origin) {
        var all = new HashMap<>(values);
        all.put("hashes", String.join("|", hashes));
        return new Command(instance, action, all, List.of(), origin);
    }
}
