package gatehouse.web;

/// What stands around every dialog of the torrents screen.
///
/// @param submit what its button says; empty for a dialog that only shows
/// @param note what stands beside the buttons; empty for nothing
/// @param why why it cannot be done; empty when it can
/// @param back where it leads without a script
/// @param carries whether its form has what is chosen; if not, a script adds it
public record Dialog(Verb verb, Chosen chosen, String title, String submit, String note, String why, String back,
        boolean carries, Body body) {

    public boolean danger() {
        return verb == Verb.DELETE;
    }

    /// Something that the form carries unseen.
    public record Field(String name, String value) {
    }
}
