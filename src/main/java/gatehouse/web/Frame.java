package gatehouse.web;

import gatehouse.access.Person;

/// What every page of a signed-in person has around its content.
///
/// @param base what stands before our own paths: empty or `/gatehouse`
/// @param ui the folder of styles, scripts and icons
/// @param theme `light`, `dark`, or empty to follow the system
/// @param csrf what forms carry
/// @param adds whether they may add torrents anywhere
/// @param speedsInTitle whether the title of the tab has the speeds
/// @param letters whether single letters do something
/// @param twice what a double click on a torrent does: `start-stop`, `limits`, `nothing`, or empty to open its details
/// @param twiceWhole the same on one that is all there
/// @param zoneTold whether their time zone is known
/// @param readsAudit whether the menu has the audit
/// @param managesAccounts whether the menu has the accounts
/// @param managesKeys whether the menu has everybody's keys
public record Frame(String base, String ui, String theme, String csrf, Person person, boolean adds, boolean letters,
        boolean speedsInTitle, String twice, String twiceWhole,
        boolean zoneTold, boolean readsAudit,
        boolean managesAccounts, boolean managesKeys, boolean insecure) {

    /// Whether sizes are told in units of ten.
    public boolean decimal() {
        return gatehouse.http.Display.current().decimal();
    }

    public Avatar avatar() {
        return new Avatar(person.id(), person.name());
    }
}
