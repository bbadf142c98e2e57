package gatehouse.web;

/// How far a verb reaches among the chosen torrents.
///
/// @param able how many it can be done to
/// @param left how many it cannot be done to
/// @param mine whether all that it can be done to are the asker's own
/// @param question the address below our base of the page that says why one may not; empty when it is not a matter of rights
/// @param reasons how many are left out for which reason, in words; empty for none
public record Reach(Offer offer, int able, int left, boolean mine, String question, String reasons) {

    public Verb verb() {
        return offer.verb();
    }

    /// Whether some, but not all of them, could be chosen instead.
    public boolean some() {
        return offer.locked() && able > 0;
    }
}
