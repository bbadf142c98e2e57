package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Command.Upload;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.FormBody;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;

/// Adds one thing after the other, each with its own result, through the gate.
@ApplicationScoped
class Adds {

    static final String ACTION = "torrents/add";
    /// Fields that are sent on as they are written; an empty one is left out.
    private static final List<String> TEXTS = List.of("category", "tags", "savepath", "downloadPath", "rename", "contentLayout",
            "stopCondition", "ratioLimit", "seedingTimeLimit", "inactiveSeedingTimeLimit", "shareLimitAction",
            "shareLimitsMode");
    private static final List<String> BOXES = List.of("sequentialDownload", "firstLastPiecePrio", "seedMode", "addToTopOfQueue",
            "forced", "autoTMM");
    private static final List<String> SPEEDS = List.of("upLimit", "dlLimit");
    private static final int KIBIBYTE = 1024;

    private final AddWords words = Translation.of(AddWords.class);
    private final Gate gate;
    private final Sentences sentences;

    Adds(Gate gate, Sentences sentences) {
        this.gate = gate;
        this.sentences = sentences;
    }

    /// What became of one of them. `status` is the HTTP status that says the same.
    ///
    /// @param field of the form that stood in the way, empty when it was none
    record Result(AddSource source, boolean done, String sentence, int status, String field) {
    }

    /// What is there already, or cannot be read, is not asked of a server.
    Result run(Person person, String on, AddSource source, byte[] file, FormBody form, Origin origin) {
        if (!source.good()) {
            return new Result(source, source.skipped(), source.skipped() ? source.there() : source.wrong(),
                    source.skipped() ? 200 : 400, "");
        }
        var values = values(form);
        if (!source.value().isEmpty()) {
            values.put("urls", source.value());
        }
        var files = source.value().isEmpty() ? List.of(new Upload("torrents", source.name(), file)) : List.<Upload> of();
        var outcome = gate.run(person, new Command(on, ACTION, values, files, origin));
        return new Result(source, outcome instanceof Outcome.Done, sentence(outcome, on, source), OutcomeStatus.of(outcome),
                field(outcome));
    }

    private static String field(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Outside outside -> outside.parameter();
            case Outcome.Invalid invalid -> invalid.parameter();
            case Outcome.Unsupported unsupported -> unsupported.what();
            default -> "";
        };
    }

    private String sentence(Outcome outcome, String on, AddSource source) {
        return outcome instanceof Outcome.Done
                ? source.hashes().isEmpty() ? words.fetching(sentences.title(on)) : words.added(sentences.title(on))
                : sentences.outcome(outcome, words.add(), on);
    }

    private static Map<String, String> values(FormBody form) {
        var values = new LinkedHashMap<String, String>();
        TEXTS.forEach(name -> put(values, name, form.text(name).strip()));
        BOXES.stream().filter(name -> form.text(name).equals("on")).forEach(name -> values.put(name, "true"));
        SPEEDS.forEach(name -> put(values, name, bytes(form.text(name).strip())));
        if (!form.text("start").equals("on")) {
            values.put("stopped", "true");
        }
        if (values.containsKey("downloadPath")) {
            values.put("useDownloadPath", "true");
        }
        put(values, "filePriorities", form.text("filePriorities"));
        return values;
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    /// From KiB/s. What is no such number stays as it is, and the gate says so.
    private static String bytes(String kibibytes) {
        return kibibytes.matches("\\d{1,9}") ? String.valueOf(Long.parseLong(kibibytes) * KIBIBYTE) : kibibytes;
    }
}
