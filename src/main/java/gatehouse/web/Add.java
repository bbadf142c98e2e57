package gatehouse.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.gate.Allowances.Allowance;
import gatehouse.http.Caller;
import gatehouse.http.FormBody;
import gatehouse.store.Quota.Limit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Adding torrents: the page, which scripts show as a dialog, a look at what would be added, and adding it. Opening an
/// address never adds anything, whatever it carries.
@Path("/add")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Add {

    private static final String[] FIELDS = { "csrf", "on", "urls", "torrent", "file", "look", "start", "category", "tags",
            "savepath", "downloadPath", "rename", "contentLayout", "stopCondition", "autoTMM", "sequentialDownload",
            "firstLastPiecePrio", "seedMode", "addToTopOfQueue", "forced", "upLimit", "dlLimit", "ratioLimit",
            "seedingTimeLimit", "inactiveSeedingTimeLimit", "shareLimitAction", "shareLimitsMode", "filePriorities", "besides",
            "bytes" };

    private final Caller caller;
    private final Frames frames;
    private final AddForms forms;
    private final AddSources sources;
    private final AddPreviews previews;
    private final Adds adds;

    Add(Caller caller, Frames frames, AddForms forms, AddSources sources, AddPreviews previews, Adds adds) {
        this.caller = caller;
        this.frames = frames;
        this.forms = forms;
        this.sources = sources;
        this.previews = previews;
        this.adds = adds;
    }

    /// @param results of what was just added, where no script shows them one by one
    @CheckedTemplate
    record page(Frame frame, AddForm form, List<AddSource> sources, List<Left> lefts, List<Adds.Result> results)
            implements
                TemplateInstance {
    }

    @CheckedTemplate
    record sources(Frame frame, List<AddSource> sources, List<Left> lefts, boolean choosing) implements TemplateInstance {
    }

    @CheckedTemplate
    record results(Frame frame, List<Adds.Result> results) implements TemplateInstance {
    }

    /// What of a limit is left after this. `value` and `most` are for a bar.
    public record Left(Limit limit, String left, String allowed, long value, long most, boolean over) {
    }

    /// @param url a link, from a page or the browser's handler of magnet links
    /// @param title what another app shares, with `text`
    /// @param on the instance to add to
    @GET
    public TemplateInstance show(@RestQuery String url, @RestQuery String text, @RestQuery String title,
            @RestQuery String on) {
        var shared = Stream.of(url, text, title).filter(part -> part != null).collect(Collectors.joining("\n"));
        return page(AddSources.links(shared), on == null ? "" : on, new FormBody(Map.of()), List.of());
    }

    /// What would be added, read here: a script gets it as a fragment for the files or links that it sends. What is left of
    /// limits is told as if `besides` further torrents of so many `bytes`, which it has looked at before, were added too.
    @POST
    @Path("/look")
    public TemplateInstance look(@RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only(FIELDS);
        if (!script(mode)) {
            return page(form.text("urls"), form.text("on"), form, List.of());
        }
        var shown = forms.form("", form.text("on"), form);
        var found = read(form, shown.chosen().name());
        return listed(shown, found, lefts(shown, found, number(form.text("besides")), number(form.text("bytes"))));
    }

    /// What the server finds out about one link: its files, that it is still looking, or why it cannot tell. `again` says
    /// that it was told to look before.
    @POST
    @Path("/preview")
    public TemplateInstance preview() {
        var form = caller.form().only("csrf", "on", "urls", "again");
        var standings = forms.standings();
        var shown = forms.form("", form.text("on"), form);
        var on = form.text("on");
        return listed(shown, sources.read(form.text("urls"), on, standings).stream().limit(1)
                .map(source -> previews.of(caller.person(), on, source, !form.text("again").isEmpty(), caller.origin(),
                        standings))
                .toList(), List.of());
    }

    private sources listed(AddForm shown, List<AddSource> found, List<Left> lefts) {
        return new sources(frames.frame(), found, lefts, shown.takes("filePriorities"));
    }

    /// It is only shown, and counted for whoever sent it: what may be added is decided when it is.
    private static long number(String written) {
        return written.matches("[0-9]{1,15}") ? Long.parseLong(written) : 0;
    }

    @POST
    public Response add(@RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only(FIELDS);
        if (!form.text("look").isEmpty()) {
            return Response.ok(page(form.text("urls"), form.text("on"), form, List.of())).build();
        }
        var results = results(form);
        var status = results.stream().mapToInt(Adds.Result::status).max().orElse(400);
        return Response.status(status).entity(script(mode) ? new results(frames.frame(), results)
                : page(failed(results), form.text("on"), form, results)).build();
    }

    private List<Adds.Result> results(FormBody form) {
        var on = form.text("on");
        var files = form.all("torrent").stream().map(AddSources::bytes).iterator();
        var sources = read(form, on);
        var options = sources.size() > 1 ? nameless(form) : form;
        return sources.stream().map(source -> adds.run(caller.person(), on, source,
                source.value().isEmpty() && files.hasNext() ? files.next() : new byte[0], options, caller.origin())).toList();
    }

    /// A name is for one torrent; several do not all get it.
    private static FormBody nameless(FormBody form) {
        var fields = new LinkedHashMap<>(form.fields());
        fields.remove("rename");
        return new FormBody(fields);
    }

    private List<AddSource> read(FormBody form, String on) {
        var standings = forms.standings();
        var found = new ArrayList<AddSource>();
        form.all("torrent").forEach(
                base64 -> found.add(sources.file(AddSources.bytes(base64), form.text("file"), on, standings)));
        found.addAll(sources.read(form.text("urls"), on, standings));
        return found;
    }

    /// What went wrong stays in the field, to be tried again.
    private static String failed(List<Adds.Result> results) {
        return results.stream().filter(result -> !result.done()).map(result -> result.source().value())
                .collect(Collectors.joining("\n"));
    }

    private page page(String urls, String on, FormBody sent, List<Adds.Result> results) {
        var form = forms.form(urls, on, sent);
        var found = sources.read(urls, form.chosen().name(), forms.standings());
        return new page(frames.frame(), form, found, lefts(form, found, 0, 0), results);
    }

    private static List<Left> lefts(AddForm form, List<AddSource> found, long besides, long bytes) {
        var good = found.stream().filter(AddSource::good).toList();
        var all = bytes + good.stream().mapToLong(AddSource::size).sum();
        return form.allowances().stream().map(allowance -> left(allowance, besides + good.size(), all)).toList();
    }

    private static Left left(Allowance allowance, long count, long bytes) {
        var size = allowance.limit() == Limit.SIZE;
        var used = allowance.used() + (size ? bytes : count);
        var left = Math.max(0, allowance.allowed() - used);
        return new Left(allowance.limit(), size ? Format.size(left).toString() : Format.count(left),
                size ? Format.size(allowance.allowed()).toString() : Format.count(allowance.allowed()),
                Math.min(used, allowance.allowed()), allowance.allowed(), used > allowance.allowed());
    }

    private static boolean script(String mode) {
        return "cors".equals(mode) || "same-origin".equals(mode);
    }
}
