package gatehouse.http;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Explanation;
import gatehouse.access.Explanation.Change;
import gatehouse.access.Explanation.Question;
import gatehouse.access.Explanation.Step;
import gatehouse.access.Key;
import gatehouse.action.Right;
import gatehouse.config.Grant;
import gatehouse.config.Grant.Scope;
import gatehouse.config.Grant.Who;
import gatehouse.http.Why.Answer;

/// Puts the answers of [Why] into words.
@ApplicationScoped
public class Reasons {

    private final Because because = Translation.of(Because.class);
    private final Sentences sentences;

    Reasons(Sentences sentences) {
        this.sentences = sentences;
    }

    /// May they? In one sentence.
    public String verdict(Answer answer) {
        var explanation = answer.explanation();
        var right = sentences.right(explanation.right());
        var yes = explanation.decision().allowed();
        if (explanation.instance().isEmpty()) {
            return because.of_house(who(answer), right, yes);
        }
        return explanation.torrent().isPresent() ? because.on_torrent(who(answer), right, instance(explanation), yes)
                : because.on_instance(who(answer), right, instance(explanation), yes);
    }

    /// Whose the torrent is, where the asker may know it; otherwise empty.
    public String owner(Answer answer) {
        return answer.owner().map(because::owner).orElse("");
    }

    /// A question with its answer.
    public String step(Answer answer, Step step) {
        var explanation = answer.explanation();
        var right = sentences.right(explanation.right());
        return switch (step.question()) {
            case FOR_THEM -> because.for_them(who(answer), step.yes());
            case HERE -> because.here(instance(explanation), step.yes());
            case EVERYWHERE -> because.everywhere(step.yes());
            case VISIBLE -> because.visible(who(answer), instance(explanation), step.yes());
            case SEEN -> because.seen(who(answer), step.yes());
            case RIGHT -> because.right(right, step.yes());
            case REACHED -> because.reached(who(answer), step.yes());
            case KEY -> because.key(name(explanation), step.yes());
            case OPTED_IN -> because.opted_in(right, instance(explanation), step.yes());
        };
    }

    /// What an operator could do.
    public String change(Answer answer, Change change) {
        var explanation = answer.explanation();
        return switch (change.kind()) {
            case GRANT -> because.change_grant(who(answer));
            case INSTANCE -> because.change_instance(instance(explanation));
            case COVER -> because.change_cover(instance(explanation));
            case ROLE -> because.change_role(sentences.right(needed(explanation)), String.join(", ", change.roles()));
            case SEE_ANY -> because.change_see_any();
            case DO_ANY -> because.change_do_any();
            case OWN -> because.change_own(who(answer));
            case KEY -> because.change_key();
            case OPT_IN -> because.change_opt_in(explanation.right().id(), instance(explanation));
            case TAKE_AWAY -> because.change_take_away();
        };
    }

    /// Before anything else somebody must see what it is about.
    private static Right needed(Explanation explanation) {
        var question = explanation.steps().getLast().question();
        return question == Question.VISIBLE || question == Question.SEEN ? Right.VIEW : explanation.right();
    }

    /// Grants as a person finds them again in the file, one after the other.
    public List<String> grants(List<Grant> grants) {
        return grants.stream().map(this::grant).toList();
    }

    private String grant(Grant grant) {
        var on = grant.on().everywhere() ? because.all_instances()
                : grant.on().instances().stream().sorted().collect(Collectors.joining(", "));
        return because.grant(grant.line(), grant.role().name(), who(grant.who()), on, grant.see() == Scope.ANY,
                grant.act() == Scope.ANY);
    }

    private String who(Who who) {
        return switch (who) {
            case Who.RoleOf(var role) -> because.role_of(role);
            case Who.GroupOf(var group) -> because.group_of(group);
            case Who.PersonOf(var person) -> person;
        };
    }

    private static String who(Answer answer) {
        return answer.self() ? "" : answer.explanation().person().name();
    }

    private static String name(Explanation explanation) {
        return explanation.person().key().map(Key::name).orElse("");
    }

    private String instance(Explanation explanation) {
        return explanation.instance().map(sentences::title).orElse("");
    }
}
