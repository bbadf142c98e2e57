package gatehouse.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

import org.jboss.logging.Logger;

import gatehouse.access.Access;
import gatehouse.http.Caller;
import gatehouse.http.Problem;
import gatehouse.http.Problems;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;

/// Draws the page of a problem within the frame of every page, for whoever has signed in and may come in. Where that cannot be
/// drawn, [Problems]' own plain page stays: what has gone wrong may keep the frame from being drawn as well.
@Provider
class FramedProblem implements ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(FramedProblem.class);

    private final RoutingContext routing;
    private final Caller caller;
    private final Frames frames;
    private final Access access;

    FramedProblem(RoutingContext routing, Caller caller, Frames frames, Access access) {
        this.routing = routing;
        this.caller = caller;
        this.frames = frames;
        this.access = access;
    }

    @CheckedTemplate
    record page(Frame frame, Problem problem, String icon) implements TemplateInstance {
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Problems.shown(routing).ifPresent(problem -> {
            if (comesIn()) {
                draw(problem, response);
            }
        });
    }

    private boolean comesIn() {
        return caller.find().filter(visitor -> !visitor.mustChange() && access.policy().knows(visitor.person())).isPresent();
    }

    private void draw(Problem problem, ContainerResponseContext response) {
        try {
            response.setEntity(new page(frames.frame(), problem, icon(problem.status())).render());
        } catch (RuntimeException again) {
            LOG.debug("A problem's page stays plain", again);
        }
    }

    private static String icon(int status) {
        return switch (status) {
            case 403 -> "shield-x";
            case 404 -> "circle-help";
            default -> "circle-alert";
        };
    }
}
