package gatehouse.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.LocalPath;
import gatehouse.http.Problem;
import gatehouse.store.Preferences;
import gatehouse.torrent.Field;
import gatehouse.web.SavedViews.SavedView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// How somebody's list looks: its columns, the height of its rows, and views with a name. All of it is theirs alone.
@Path("/torrents")
@RunOnVirtualThread
public class ListLook {

    static final String COLUMNS = "columns";
    static final String DENSITY = "density";
    static final Set<String> DENSITIES = Set.of("", "compact", "comfortable");

    private final Caller caller;
    private final Frames frames;
    private final Preferences preferences;
    private final SavedViews saved;

    ListLook(Caller caller, Frames frames, Preferences preferences, SavedViews saved) {
        this.caller = caller;
        this.frames = frames;
        this.preferences = preferences;
        this.saved = saved;
    }

    @CheckedTemplate
    record columns(Frame frame, List<Chosen> columns, int shown) implements TemplateInstance {
    }

    @CheckedTemplate
    record chooser(Frame frame, List<Chosen> columns, int shown) implements TemplateInstance {
    }

    @CheckedTemplate
    record views(Frame frame, List<SavedView> views, String address) implements TemplateInstance {
    }

    /// A column in the chooser.
    ///
    /// @param width in rem, empty when it was not chosen
    public record Chosen(Field field, boolean shown, String width) {

        public boolean fixed() {
            return field == Field.NAME;
        }
    }

    /// The chooser, as a page or as the part of it that a menu shows.
    @GET
    @Path("/columns")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance columns(@RestHeader("Sec-Fetch-Mode") String mode) {
        var columns = Columns.parse(preferences.get(caller.person().id(), COLUMNS).orElse(""));
        var chosen = new ArrayList<Chosen>();
        columns.shown().forEach(column -> chosen.add(new Chosen(column.field(), true,
                column.width().isPresent() ? String.valueOf(column.width().getAsDouble()) : "")));
        columns.hidden().forEach(field -> chosen.add(new Chosen(field, false, "")));
        return script(mode) ? new chooser(frames.frame(), chosen, columns.shown().size())
                : new columns(frames.frame(), chosen, columns.shown().size());
    }

    /// Takes the chooser's form: `order` has all columns, `show` those that are shown, `width` some widths as `size=5.5`;
    /// `up` names one to move, `normal` goes back to the usual ones.
    @POST
    @Path("/columns")
    public Response choose(@RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only("csrf", "order", "show", "width", "up", "normal");
        var text = form.text("normal").isEmpty()
                ? written(up(form.all("order"), form.text("up")), Set.copyOf(form.all("show")), form.all("width"))
                : "";
        if (form.text("normal").isEmpty() && !Columns.parse(text).own()) {
            throw Problem.badRequest("A column of the list is not one, or the name is not among them.");
        }
        var columns = Columns.parse(text);
        preferences.put(caller.person().id(), COLUMNS, columns.toString());
        return script(mode) ? Response.ok(columns.own() ? sheetAddress(columns) : "", MediaType.TEXT_PLAIN_TYPE).build()
                : back("/torrents/columns");
    }

    private static List<String> up(List<String> order, String moved) {
        var other = new ArrayList<>(order);
        var at = other.indexOf(moved);
        if (at > 0) {
            Collections.swap(other, at, at - 1);
        }
        return other;
    }

    private static String written(List<String> order, Set<String> shown, List<String> widths) {
        return order.stream().filter(id -> shown.contains(id) || id.equals(Field.NAME.id()))
                .map(id -> id + widths.stream().filter(width -> width.startsWith(id + "=")).findFirst()
                        .map(width -> ":" + width.substring(id.length() + 1)).orElse(""))
                .collect(Collectors.joining(" "));
    }

    private String sheetAddress(Columns columns) {
        return caller.base() + "/ui/columns.css?v=" + columns.version();
    }

    @POST
    @Path("/density")
    public Response density(@RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only("csrf", "density", "back");
        if (!DENSITIES.contains(form.text("density"))) {
            throw Problem.badRequest("Rows have no such height.");
        }
        preferences.put(caller.person().id(), DENSITY, form.text("density"));
        return script(mode) ? Response.noContent().build() : back(form.text("back"));
    }

    /// The saved views, and a form to save `view` as one.
    @GET
    @Path("/views")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance views(@RestQuery String view) {
        return new views(frames.frame(), saved.of(caller.person().id()), address(Optional.ofNullable(view).orElse("")));
    }

    /// Saves a view under a name, renames one (`was`), or deletes it.
    @POST
    @Path("/views")
    public Response save() {
        var form = caller.form().only("csrf", "name", "was", "address", "delete");
        var person = caller.person().id();
        var name = form.text("name").strip();
        if (!form.text("delete").isEmpty()) {
            saved.delete(person, form.text("delete"));
        } else if (name.isEmpty() || name.length() > SavedViews.LONGEST_NAME || saved.of(person).size() >= SavedViews.MOST) {
            throw Problem
                    .badRequest("A view needs a name of at most " + SavedViews.LONGEST_NAME + " characters, and there can be "
                            + SavedViews.MOST + ".");
        } else if (form.text("was").isEmpty()) {
            saved.save(person, new SavedView(name, address(form.text("address"))));
        } else {
            saved.rename(person, form.text("was"), name);
        }
        return back("/torrents/views");
    }

    /// Keeps the view that somebody has now: they find it again when they come back.
    @POST
    @Path("/last")
    public Response last() {
        var form = caller.form().only("csrf", "address");
        saved.last(caller.person().id(), address(form.text("address")));
        return Response.noContent().build();
    }

    private static String address(String written) {
        return LocalPath.of("/torrents" + written).filter(path -> written.isEmpty() || written.startsWith("?"))
                .map(path -> written).orElse("");
    }

    private static boolean script(String mode) {
        return "cors".equals(mode) || "same-origin".equals(mode);
    }

    private Response back(String path) {
        var to = LocalPath.of(path).filter(known -> known.startsWith("/torrents")).orElse("/torrents");
        return Response.seeOther(URI.create(caller.base() + to)).build();
    }
}
