package gatehouse.web;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

import gatehouse.access.Decision.Refused;
import gatehouse.action.Right;
import gatehouse.gate.Command;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.History;
import gatehouse.live.Speeds.Sample;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.web.Chart.Limit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The speed limits of a whole instance, and its alternative limits, which people know as slow mode.
@Path("/limits/{instance}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Limits {

    private static final int KIBIBYTE = 1024;

    private final LimitWords words = Translation.of(LimitWords.class);
    private final Caller caller;
    private final Frames frames;
    private final Views views;
    private final Gate gate;
    private final Sentences sentences;
    private final Clock clock;

    Limits(Caller caller, Frames frames, Views views, Gate gate, Sentences sentences, Clock clock) {
        this.caller = caller;
        this.frames = frames;
        this.views = views;
        this.gate = gate;
        this.sentences = sentences;
        this.clock = clock;
    }

    /// An instance and its limits in KiB/s.
    ///
    /// @param slow whether these are those of slow mode
    /// @param chart its speed, for whoever sees all of its torrents
    public record Now(String name, String title, long down, long up, boolean slow, Optional<Chart> chart) {
    }

    @CheckedTemplate
    record page(Frame frame, Now now) implements TemplateInstance {
    }

    @CheckedTemplate
    record form(Frame frame, Now now) implements TemplateInstance {
    }

    @CheckedTemplate
    record told(Frame frame, boolean done, String sentence) implements TemplateInstance {
    }

    @GET
    public TemplateInstance show(@RestPath String instance, @RestHeader("Sec-Fetch-Mode") String mode) {
        var standing = standing(instance);
        if (standing.rights().decide(Right.LIMITS_GLOBAL) instanceof Refused refused) {
            throw Problem.forbidden(sentences.refused(refused));
        }
        var now = now(instance, standing);
        return script(mode) ? new form(frames.frame(), now) : new page(frames.frame(), now);
    }

    private Now now(String instance, Standing standing) {
        var down = Strip.bytes(standing, "dl_rate_limit");
        var up = Strip.bytes(standing, "up_rate_limit");
        var limits = Stream.of(new Limit(false, down), new Limit(true, up)).filter(limit -> limit.rate() > 0).toList();
        return new Now(instance, sentences.title(instance), down / KIBIBYTE, up / KIBIBYTE, Strip.slow(standing),
                standing.speeds().map(speeds -> chart(standing, speeds, limits)));
    }

    /// The ten seconds under way have no point yet.
    private Chart chart(Standing standing, List<Sample> speeds, List<Limit> limits) {
        return Chart.of(speeds, History.STEP, new Sample(clock.instant(), standing.downSpeed(), standing.upSpeed()), limits);
    }

    private Standing standing(String instance) {
        return views.standing(caller.person(), instance).orElseThrow(Problem::notFound);
    }

    @POST
    public Response set(@RestPath String instance, @RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only("csrf", "down", "up");
        var asked = new LinkedHashMap<String, String>();
        asked.put("transfer/setDownloadLimit", form.text("down"));
        asked.put("transfer/setUploadLimit", form.text("up"));
        Outcome outcome = new Outcome.Missing(instance);
        for (var each : asked.entrySet()) {
            outcome = run(instance, each.getKey(), Map.of("limit", bytes(each.getValue())));
            if (!(outcome instanceof Outcome.Done)) {
                break;
            }
        }
        return answer(outcome, instance, mode);
    }

    /// What is no number stays as it is, and the gate says so.
    private static String bytes(String kibibytes) {
        return kibibytes.matches("\\d{1,9}") ? String.valueOf(Long.parseLong(kibibytes) * KIBIBYTE) : kibibytes;
    }

    /// Switches slow mode to `mode`: 1 for on and 0 for off, as somebody saw it before they pressed.
    @POST
    @Path("/slow")
    public Response slow(@RestPath String instance, @RestHeader("Sec-Fetch-Mode") String fetch) {
        var mode = caller.form().only("csrf", "mode").text("mode");
        var outcome = run(instance, "transfer/setSpeedLimitsMode", Map.of("mode", mode));
        if (outcome instanceof Outcome.Unsupported && Strip.slow(standing(instance)) != mode.equals("1")) {
            outcome = run(instance, "transfer/toggleSpeedLimitsMode", Map.of());
        }
        return answer(outcome, instance, fetch);
    }

    private Outcome run(String instance, String action, Map<String, String> values) {
        return gate.run(caller.person(), new Command(instance, action, values, List.of(), caller.origin()));
    }

    private Response answer(Outcome outcome, String instance, String mode) {
        if (outcome instanceof Outcome.Done && !script(mode)) {
            return Response.seeOther(URI.create(caller.base() + "/torrents")).build();
        }
        var done = outcome instanceof Outcome.Done;
        var sentence = done ? words.set() + ": " + sentences.title(instance)
                : sentences.outcome(outcome, words.save(), instance);
        if (!script(mode)) {
            throw new Problem(OutcomeStatus.of(outcome), words.title(sentences.title(instance)), sentence);
        }
        return Response.status(OutcomeStatus.of(outcome)).entity(new told(frames.frame(), done, sentence)).build();
    }

    private static boolean script(String mode) {
        return "cors".equals(mode) || "same-origin".equals(mode);
    }
}
