package gatehouse.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import gatehouse.web.AuditScreen.Day;

/// What is in the open tab of a torrent's details.
public sealed interface Content permits Overview, Content.Files, Content.Trackers, Content.Peers, Content.WebSeeds,
        Content.Limits, Content.Activity {

    /// @param priority may priorities be set, and may files be renamed; empty for what is not even mentioned
    /// @param open the paths of the open folders
    record Files(FileTree tree, Optional<Offer> priority, Optional<Offer> rename, Set<String> open) implements Content {
    }

    /// @param edit may each be changed and removed
    record Trackers(Swarm.Trackers trackers, Optional<Offer> edit) implements Content {
    }

    /// @param ban may they be banned
    record Peers(Swarm.Peers peers, Optional<Offer> ban) implements Content {
    }

    /// @param edit may each be changed and removed
    record WebSeeds(Swarm.WebSeeds seeds, Optional<Offer> edit) implements Content {
    }

    /// @param offer may they be changed
    record Limits(Sharing sharing, Optional<Offer> offer) implements Content {
    }

    record Activity(List<Day> days) implements Content {
    }
}
