package gatehouse.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Actions;
import gatehouse.gate.Command.Origin;
import gatehouse.http.FormBody;
import gatehouse.http.Problem;
import gatehouse.torrent.Listed;

/// Finds what a form names only indirectly: the address of a tracker or web seed by its mark, the number of a file by its
/// path. The server is asked for it.
record Places(Chosen chosen, Listed listed, Verb verb, Origin origin, Reads reads, Actions actions) {

    /// The addresses of the trackers or web seeds that the form's `address` fields mark.
    ///
    /// @throws Problem 404 when there is none
    List<String> addresses(FormBody form) {
        var read = verb == Verb.EDIT_TRACKER || verb == Verb.REMOVE_TRACKER ? "torrents/trackers" : "torrents/webseeds";
        var marks = Set.copyOf(form.all("address"));
        var found = reads.of(chosen.person(), origin, listed, read).list().stream().map(row -> row.path("url").asText())
                .filter(address -> marks.contains(Reads.mark(address))).toList();
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        return found;
    }

    /// The number of a file, for servers that rename by number; empty for those that rename by path.
    Optional<String> number(String path) {
        if (chosen.server(listed).isEmpty() || renamesByPath()) {
            return Optional.empty();
        }
        var files = reads.of(chosen.person(), origin, listed, "torrents/files").list().stream()
                .map(file -> file.path("name").asText()).toList();
        return Optional.of(files.indexOf(path)).filter(index -> index >= 0).map(String::valueOf);
    }

    private boolean renamesByPath() {
        return actions.find(Verb.RENAME_FILE.action()).orElseThrow().parameter("oldPath").orElseThrow()
                .at(chosen.server(listed).orElseThrow().api()).isPresent();
    }

    /// Is there a category of this name?
    boolean category(String name) {
        return chosen.standing(listed).now().snapshot().categories().containsKey(name);
    }
}
