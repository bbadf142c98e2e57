package gatehouse.config;

/// A value that must not reach a log, a page or an error message by accident.
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "(secret)";
    }
}
