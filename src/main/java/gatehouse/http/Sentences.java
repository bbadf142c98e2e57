package gatehouse.http;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Decision;
import gatehouse.access.Decision.Reason;
import gatehouse.action.Right;
import gatehouse.config.ConfigurationFile;
import gatehouse.config.Instance;
import gatehouse.gate.Outcome;
import gatehouse.qbittorrent.Health;
import gatehouse.store.Quota.Limit;

/// Puts decisions, outcomes and the state of servers into words for people.
@ApplicationScoped
public class Sentences {

    private static final long GIBIBYTE = 1L << 30;

    private final Explain explain = Translation.of(Explain.class);
    private final ConfigurationFile file;

    Sentences(ConfigurationFile file) {
        this.file = file;
    }

    /// The human name of a right.
    public String right(Right right) {
        return explain.right(right);
    }

    /// Why somebody may not, and whom they can ask.
    public String refused(Decision.Refused refused) {
        return refused.reason() == Reason.NOT_BY_KEY ? why(refused) : why(refused) + " " + ask();
    }

    /// The same without whom to ask.
    public String why(Decision.Refused refused) {
        var right = right(refused.right());
        var instance = refused.instance().map(this::title);
        return switch (refused.reason()) {
            case NOT_VISIBLE -> explain.missing();
            case NO_GRANT ->
                instance.map(title -> explain.no_right(right, title)).orElseGet(() -> explain.no_right_of_house(right));
            case NOT_BY_KEY -> explain.not_by_key(right);
            case NOT_OWN -> explain.not_own(right, instance.orElse(""));
            case NOT_OPTED_IN -> explain.not_opted_in(right, instance.orElse(""));
        };
    }

    public String ask() {
        return file.current().signIn().ask().map(explain::ask).orElseGet(explain::ask_nobody);
    }

    /// How a command ended. `action` is its word on buttons: "Stop".
    public String outcome(Outcome outcome, String action, String instance) {
        var title = title(instance);
        return switch (outcome) {
            case Outcome.Done(var count, var content) when count == 0 && content.type().isEmpty() -> explain.done_none(title);
            case Outcome.Done(var count, var content) -> explain.done(action, count, title);
            case Outcome.Refused(var decision, var torrents) -> refused(decision);
            case Outcome.Never never -> explain.never(never.action());
            case Outcome.Outside(var parameter, var allowed, var grant) ->
                explain.outside(parameter, title, String.join(", ", allowed)) + " " + ask();
            case Outcome.Exceeded(var limit, var used, var allowed, var grant) ->
                exceeded(limit, title, shown(limit, used), shown(limit, allowed)) + " " + ask();
            case Outcome.Missing missing -> explain.missing();
            case Outcome.Invalid(var parameter, var why) -> explain.invalid(parameter, why);
            case Outcome.Unsupported(var version, var what) -> explain.unsupported(title, version, what);
            case Outcome.Unreachable unreachable -> explain.offline(title);
            case Outcome.Rejected(var status, var text) -> explain.rejected(title, status);
            case Outcome.Partly(var done, var of, var then) ->
                explain.partly(done, of, title) + " " + outcome(then, action, instance);
            case Outcome.Unknown unknown -> explain.unknown(title);
            case Outcome.Unaudited unaudited -> explain.unaudited();
        };
    }

    private String exceeded(Limit limit, String title, String used, String allowed) {
        return switch (limit) {
            case TORRENTS -> explain.exceeded_torrents(title, used, allowed);
            case ADDS_PER_DAY -> explain.exceeded_adds_per_day(title, used, allowed);
            case SIZE -> explain.exceeded_size(title, used, allowed);
        };
    }

    private static String shown(Limit limit, long number) {
        return limit == Limit.SIZE ? number / GIBIBYTE + " GiB" : String.valueOf(number);
    }

    /// Why nothing can be asked of an instance now.
    public String offline(String instance) {
        return explain.offline(title(instance));
    }

    /// How a server stands, in a few words.
    public String health(Health health) {
        return switch (health) {
            case Health.Unknown unknown -> explain.waiting();
            case Health.Connected(var app, var api) -> explain.connected(app);
            case Health.Unreachable(var failure, var detail, var since) -> explain.unreachable(failure);
            case Health.CredentialsRejected rejected -> explain.credentials_rejected();
            case Health.Banned banned -> explain.banned();
            case Health.Unsupported(var version) -> explain.version_unsupported(version);
        };
    }

    /// What the operator of a server can do about it; empty when nothing is wrong.
    public Optional<String> advice(Health health, String instance) {
        return switch (health) {
            case Health.Unknown unknown -> Optional.empty();
            case Health.Connected connected -> Optional.empty();
            case Health.Unreachable(var failure, var detail, var since) -> Optional.of(explain.unreachable_advice(failure));
            case Health.CredentialsRejected rejected -> Optional.of(explain.credentials_rejected_advice(title(instance)));
            case Health.Banned banned -> Optional.of(explain.banned_advice(title(instance)));
            case Health.Unsupported(var version) -> Optional.of(explain.version_unsupported_advice());
        };
    }

    /// What people call an instance.
    public String title(String instance) {
        return Optional.ofNullable(file.current().instances().get(instance)).map(Instance::title).orElse(instance);
    }
}
