package gatehouse.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Decision.Reason;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.http.Display;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.store.AuditLog.Entry;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.web.AuditScreen.Argument;
import gatehouse.web.AuditScreen.Day;
import gatehouse.web.AuditScreen.Line;
import gatehouse.web.AuditScreen.Named;

/// Puts entries of the audit into words, by day.
@ApplicationScoped
class AuditDays {

    private static final int SHOWN = 20;

    private final AuditWords words = Translation.of(AuditWords.class);
    private final Actions actions;
    private final Sentences sentences;
    private final Clock clock;

    AuditDays(Actions actions, Sentences sentences, Clock clock) {
        this.actions = actions;
        this.sentences = sentences;
        this.clock = clock;
    }

    List<Day> of(List<Entry> entries) {
        var days = entries.stream().collect(Collectors.groupingBy(entry -> day(entry.intent().at()), LinkedHashMap::new,
                Collectors.mapping(this::line, Collectors.toList())));
        return days.entrySet().stream().map(day -> new Day(title(day.getKey()), day.getValue())).toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Display.current().zone());
    }

    private String title(LocalDate day) {
        var today = day(clock.instant());
        var written = Format.day(day);
        return day.equals(today) ? words.today(written)
                : day.equals(today.minusDays(1)) ? words.yesterday(written) : written;
    }

    private Line line(Entry entry) {
        var intent = entry.intent();
        var torrents = intent.torrents().stream().limit(SHOWN)
                .map(torrent -> new Named(name(torrent), torrent.hash().value())).toList();
        return new Line(entry.id(), Format.clock(intent.at()), intent.at().toString(),
                new Avatar(entry.person(), intent.actor().name()), did(entry.action()), what(entry), where(entry),
                words.result(entry.result().name()), state(entry.result()), icon(entry.result()), outcome(entry),
                intent.grant(),
                intent.generation(), torrents, intent.torrents().size() - torrents.size(), arguments(entry),
                intent.actor().request(), intent.actor().address(), intent.actor().key().orElse(""));
    }

    private String did(String action) {
        return actions.find(action).map(Translation::summary).orElseGet(() -> words.own_action(action));
    }

    private String what(Entry entry) {
        return switch (entry.torrents().size()) {
            case 0 -> entry.intent().arguments().values().stream().limit(2).collect(Collectors.joining(", "));
            case 1 -> name(entry.torrents().getFirst());
            default -> words.torrents(entry.torrents().size());
        };
    }

    private static String name(Subject torrent) {
        return torrent.name().isEmpty() ? torrent.hash().value() : torrent.name();
    }

    private String where(Entry entry) {
        return entry.instance().isEmpty() ? "" : sentences.title(entry.instance());
    }

    private static List<Argument> arguments(Entry entry) {
        return entry.intent().arguments().entrySet().stream()
                .map(argument -> new Argument(argument.getKey(), argument.getValue())).toList();
    }

    private static String state(Result result) {
        return switch (result) {
            case DONE -> "idle";
            case REFUSED -> "bad";
            case FAILED -> "bad";
            case UNKNOWN -> "warn";
        };
    }

    static String icon(Result result) {
        return switch (result) {
            case DONE -> "check";
            case REFUSED -> "shield-x";
            case FAILED -> "x";
            case UNKNOWN -> "triangle-alert";
        };
    }

    private String outcome(Entry entry) {
        var parts = new ArrayList<String>();
        parts.add(
                words.result(entry.result().name()) + entry.ended().map(end -> " " + words.ended(Format.clock(end))).orElse("")
                        + ".");
        parts.add(entry.ended().isEmpty() ? words.never_ended()
                : entry.result() == Result.REFUSED ? refused(entry.detail()) : failed(entry.detail()));
        if (entry.times() > 1) {
            parts.add(words.times(entry.times(), Format.clock(entry.last())));
        }
        return String.join(" ", parts).strip();
    }

    /// As `gate/Trail` writes it: `unsupported: v4.5.2 torrentcreator/addTask`, `partly: 2 3 lost`.
    private String failed(String detail) {
        var parts = detail.split(" ", 2);
        var rest = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "unsupported:" -> words.failed_unsupported(rest.split(" ", 2)[1], rest.split(" ", 2)[0]);
            case "unreachable:" -> words.failed_unreachable();
            case "rejected:" -> words.failed_rejected(rest);
            case "lost" -> words.failed_lost();
            case "partly:" -> partly(rest.split(" ", 3));
            default -> detail;
        };
    }

    private String partly(String[] parts) {
        return words.failed_partly(parts[0], parts[1]) + " " + failed(parts.length == 3 ? parts[2] : "");
    }

    /// The audit says it in words that stay the same: `control NO_GRANT`, `outside: savepath`, `limit: size`, `never`.
    private String refused(String detail) {
        var parts = detail.split(" ", 2);
        var rest = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "never" -> words.refused_never();
            case "outside:" -> words.refused_outside(rest);
            case "limit:" -> words.refused_limit(rest.replace('_', ' '));
            default -> Right.parse(parts[0]).map(right -> words.refused_right(sentences.right(right),
                    rest.equals(Reason.NOT_OWN.name()), rest.equals(Reason.NOT_OPTED_IN.name()),
                    rest.equals(Reason.NOT_BY_KEY.name()))).orElse(detail);
        };
    }
}
