package gatehouse.action;

import java.util.List;
import java.util.Optional;

/// One row of the action table: a thing qBittorrent can be asked.
///
/// @param id the newest modern spelling, scope and name: `torrents/start`
/// @param right what a person needs to ask it
/// @param writes `true` when it changes something at the server
/// @param spellings how servers of different ages call it, oldest first
/// @param parameters what it takes; anything else is dropped
public record Action(String id, String summary, Right right, boolean writes, List<Spelling> spellings,
        List<Parameter> parameters) {

    /// The spelling that a server of this Web API version understands; empty when it has none.
    public Optional<Spelling> spelling(ApiVersion version) {
        return spellings.stream().filter(spelling -> spelling.understoodBy(version)).findFirst();
    }

    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    }

    /// The word used in addresses, message keys and buttons: `start` for `torrents/start`.
    public String word() {
        return id.substring(id.indexOf('/') + 1);
    }
}
