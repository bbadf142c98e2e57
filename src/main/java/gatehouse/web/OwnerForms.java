package gatehouse.web;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Owners;
import gatehouse.gate.Owners.Change;
import gatehouse.http.FormBody;
import gatehouse.http.Problem;
import gatehouse.store.Ownership.May;
import gatehouse.web.Commands.Result;

/// Whose a torrent is and who shares it, as the owner's dialog asks for it.
@ApplicationScoped
class OwnerForms {

    private final Owners owners;
    private final Commands commands;

    OwnerForms(Owners owners, Commands commands) {
        this.owners = owners;
        this.commands = commands;
    }

    /// @throws Problem 400 for a change there is not
    List<Result> run(Person person, FormBody form, Origin origin) {
        var listed = commands.chosen(person, Verb.OWNER, form).first();
        var outcome = owners.change(person, DialogBodies.which(listed), change(form), origin);
        return List.of(commands.result(Verb.OWNER, listed.instance(), outcome, 1));
    }

    private static Change change(FormBody form) {
        var other = form.text("person").strip();
        return switch (form.text("change")) {
            case "share-see" -> new Change.Share(other, May.SEE);
            case "share-do" -> new Change.Share(other, May.DO);
            case "unshare" -> new Change.Unshare(other);
            case "assign" -> new Change.Assign(other);
            case "release" -> new Change.Release();
            default -> throw Problem.badRequest("The change is share, unshare, assign or release.");
        };
    }
}
