package gatehouse.web;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.Views.Standing;

/// Lets a server find out what is behind a magnet link or a hash, before it is added. The server is told once to look for it
/// (`torrents/fetchMetadata`, a command that the audit has); then it is only asked whether it has found it
/// (`torrents/saveMetadata`, a read, which gives the .torrent file).
@ApplicationScoped
class AddPreviews {

    static final String ACTION = "torrents/fetchMetadata";
    private static final String FOUND = "torrents/saveMetadata";

    private final AddWords words = Translation.of(AddWords.class);
    private final Gate gate;
    private final AddSources sources;
    private final Sentences sentences;

    AddPreviews(Gate gate, AddSources sources, Sentences sentences) {
        this.gate = gate;
        this.sources = sources;
        this.sentences = sentences;
    }

    /// @param again the server was told already
    AddSource of(Person person, String on, AddSource source, boolean again, Origin origin, Map<String, Standing> standings) {
        if (!source.asks()) {
            return source;
        }
        var told = again ? new Outcome.Done(0, Outcome.Content.NONE) : ask(person, on, ACTION, source, origin);
        return told instanceof Outcome.Done ? found(ask(person, on, FOUND, source, origin), on, source, standings)
                : source.noting(trouble(told, on));
    }

    /// A server that is still looking answers with 409.
    private AddSource found(Outcome outcome, String on, AddSource source, Map<String, Standing> standings) {
        return switch (outcome) {
            case Outcome.Done(var count, var content) ->
                source.with(sources.file(content.bytes(), source.name(), on, standings));
            case Outcome.Rejected rejected when rejected.status() == 409 -> source.waiting();
            default -> source.noting(trouble(outcome, on));
        };
    }

    private String trouble(Outcome outcome, String on) {
        return outcome instanceof Outcome.Unsupported(var version, var what) ? words.no_preview(version)
                : sentences.outcome(outcome, words.preview(), on);
    }

    private Outcome ask(Person person, String on, String action, AddSource source, Origin origin) {
        return gate.run(person, new Command(on, action, Map.of("source", source.value()), List.of(), origin));
    }
}
