package gatehouse.config;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;

/// One step of the way of a request, for whoever collects traces: `docs/how-to/kubernetes.md`. We name each ourselves, for the
/// framework's own would carry paths, queries and hashes. While no collector is set this costs next to nothing.
public final class Trace implements AutoCloseable {

    private final Span span;
    private final Scope scope;

    private Trace(Span span) {
        this.span = span;
        scope = span.makeCurrent();
    }

    /// A request of somebody, in which other steps lie.
    ///
    /// @param name from a closed list: it must not hold what people type
    public static Trace request(String name) {
        return new Trace(builder(name, SpanKind.SERVER).setNoParent().startSpan());
    }

    /// A step of our own within a request.
    public static Trace step(String name) {
        return begin(name, SpanKind.INTERNAL);
    }

    /// What we ask of somebody else within a request.
    public static Trace call(String name) {
        return begin(name, SpanKind.CLIENT);
    }

    /// What no request stands behind, such as a poll, is not traced.
    private static Trace begin(String name, SpanKind kind) {
        return new Trace(Span.current().getSpanContext().isValid() ? builder(name, kind).startSpan() : Span.getInvalid());
    }

    private static SpanBuilder builder(String name, SpanKind kind) {
        return GlobalOpenTelemetry.getTracer("gatehouse").spanBuilder(name).setSpanKind(kind);
    }

    /// @param label and value from closed lists, as those of metrics are
    public Trace tell(String label, String value) {
        span.setAttribute("gatehouse." + label, value);
        return this;
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
