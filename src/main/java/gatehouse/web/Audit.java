package gatehouse.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import gatehouse.access.Access;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.config.Settings;
import gatehouse.http.AuditFilter;
import gatehouse.http.AuditReader;
import gatehouse.http.Caller;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.store.AuditChain;
import gatehouse.store.AuditChain.Broken;
import gatehouse.store.AuditChain.Intact;
import gatehouse.store.AuditLog.Result;
import gatehouse.web.AskForm.Choice;
import gatehouse.web.AuditScreen.Link;
import gatehouse.web.AuditScreen.Verdict;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The audit, a page at a time; the filter is in the address. Whoever may not read all of it sees their own entries.
@Path("/audit")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Audit {

    private static final int USUAL = 50;

    private final Caller caller;
    private final Frames frames;
    private final AuditReader reader;
    private final AuditDays days;
    private final AuditChain chain;
    private final AuditWords words = Translation.of(AuditWords.class);
    private final Access access;
    private final Actions actions;
    private final Sentences sentences;
    private final Settings settings;

    Audit(Caller caller, Frames frames, AuditReader reader, AuditDays days, AuditChain chain, Access access,
            Actions actions, Sentences sentences, Settings settings) {
        this.caller = caller;
        this.frames = frames;
        this.reader = reader;
        this.days = days;
        this.chain = chain;
        this.access = access;
        this.actions = actions;
        this.sentences = sentences;
        this.settings = settings;
    }

    @CheckedTemplate
    record page(Frame frame, AuditScreen screen) implements TemplateInstance {
    }

    @GET
    public TemplateInstance show(@Context UriInfo uri) {
        return page(AuditFilter.of(uri.getQueryParameters()), Verdict.NONE);
    }

    /// The same page, after a look at every row.
    @GET
    @Path("/verify")
    public TemplateInstance verify() {
        reader.refused(caller.person()).ifPresent(refused -> {
            throw Problem.forbidden(sentences.refused(refused));
        });
        return page(new AuditFilter(java.util.Map.of()), switch (chain.verify()) {
            case Intact(var rows) -> new Verdict(true, words.intact(rows));
            case Broken(var row, var fault) -> new Verdict(false, words.broken(row, fault.name().toLowerCase(Locale.ROOT)));
        });
    }

    private page page(AuditFilter filter, Verdict verdict) {
        reader.refused(caller.person(), filter).ifPresent(refused -> {
            throw Problem.forbidden(sentences.refused(refused));
        });
        var found = reader.read(caller.person(), filter, USUAL);
        return new page(frames.frame(), new AuditScreen(reader.refused(caller.person()).isEmpty(),
                settings.audit().keep().toDays(), filter, rail(filter), places(filter), instances(filter), results(filter),
                writing(), days.of(found.entries()), found.older().map(AuditFilter::address).orElse(""), verdict));
    }

    private List<Link> rail(AuditFilter filter) {
        var now = filter.text("result");
        var fresh = filter.with("before", "");
        return Stream.concat(
                Stream.of(new Link(words.everything(), "scroll-text", fresh.with("result", "").address(), now.isEmpty())),
                Arrays.stream(Result.values()).map(result -> new Link(words.result(result.name()), AuditDays.icon(result),
                        fresh.with("result", id(result)).address(), now.equals(id(result)))))
                .toList();
    }

    private List<Link> places(AuditFilter filter) {
        var fresh = filter.with("before", "");
        return access.policy().visibleInstances(caller.person()).stream().map(name -> new Link(sentences.title(name), "layers",
                fresh.with("instance", name).address(), name.equals(filter.text("instance")))).toList();
    }

    private List<Choice> instances(AuditFilter filter) {
        return access.policy().visibleInstances(caller.person()).stream()
                .map(name -> new Choice(name, sentences.title(name), name.equals(filter.text("instance")))).toList();
    }

    private List<Choice> results(AuditFilter filter) {
        return Arrays.stream(Result.values()).map(result -> new Choice(id(result), words.result(result.name()),
                id(result).equals(filter.text("result")))).toList();
    }

    private static String id(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private List<String> writing() {
        return Stream.concat(actions.all().stream().filter(Action::writes).map(Action::id),
                Stream.of("owner/assign", "owner/release", "owner/share", "owner/unshare")).sorted().toList();
    }
}
