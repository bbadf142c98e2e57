package gatehouse.action;

/// What becomes of an action that somebody may ask.
public enum Way {
    /// The server is asked, in a request that Gatehouse composes.
    SENT,
    /// Gatehouse answers from what it knows; the server is not asked.
    ANSWERED,
    /// Nobody may, whatever their rights: it would reveal or break what Gatehouse itself stands on.
    REFUSED
}
