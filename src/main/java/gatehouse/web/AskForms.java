package gatehouse.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.http.Sentences;
import gatehouse.http.Why.Question;
import gatehouse.web.AskForm.Choice;

/// Makes the [AskForm] of a person.
@ApplicationScoped
class AskForms {

    static final Question NOTHING = new Question("", "", "", "", "", "");

    private final Access access;
    private final Sentences sentences;

    AskForms(Access access, Sentences sentences) {
        this.access = access;
        this.sentences = sentences;
    }

    AskForm form(Person person, Question question) {
        var policy = access.policy();
        var others = policy.decide(person, Right.CONFIG_VIEW).allowed();
        Collection<String> instances = others ? policy.configuration().instances().keySet()
                : policy.visibleInstances(person);
        return new AskForm(rights(question, right -> !right.ofTheHouse()), rights(question, Right::ofTheHouse),
                instances.stream()
                        .map(name -> new Choice(name, sentences.title(name), name.equals(question.instance()))).toList(),
                question, others);
    }

    private List<Choice> rights(Question question, Predicate<Right> some) {
        return Arrays.stream(Right.values()).filter(some)
                .map(right -> new Choice(right.id(), sentences.right(right), right.id().equals(question.right()))).toList();
    }
}
