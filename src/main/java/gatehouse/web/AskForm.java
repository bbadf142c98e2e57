package gatehouse.web;

import java.util.List;

import gatehouse.http.Why.Question;

/// The form that asks why somebody may or may not.
///
/// @param others whether it may be about somebody else
public record AskForm(List<Choice> rights, List<Choice> houseRights, List<Choice> instances, Question question,
        boolean others) {

    public record Choice(String id, String words, boolean chosen) {
    }
}
