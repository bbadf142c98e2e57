package gatehouse.http;

/// An answer that says what went wrong, where, and what to do next. Thrown by a face; made into a page or into problem
/// details (RFC 9457) by [Problems].
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;

    /// @param title what happened, in a few words
    /// @param detail what exactly, and what to do
    public Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return getMessage();
    }

    public static Problem notFound() {
        return new Problem(404, "There is nothing here", "The address is wrong, or what it named is gone or not yours to see.");
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "That cannot be read", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "You may not do this", detail);
    }

    public static Problem tooLarge() {
        return new Problem(413, "That is too large", "The request holds more than Gatehouse takes at once. Send it in parts.");
    }

    public static Problem wrongType(String wanted) {
        return new Problem(415, "That is not the kind of data expected", "Send it as " + wanted + ".");
    }

    static Problem badPath() {
        return badRequest("The address holds characters or steps that no address of Gatehouse has.");
    }
}
