package gatehouse.web;

import gatehouse.access.Person;

/// What every page of a signed-in person has around its content.
///
/// @param base what stands before our own paths: empty or `/gatehouse`
/// @param ui the folder of styles, scripts and icons
/// @param theme `light`, `dark`, or empty to follow the system
/// @param csrf what forms carry
/// @param managesAccounts whether the menu has the accounts
public record Frame(String base, String ui, String theme, String csrf, Person person, boolean managesAccounts,
        boolean insecure) {

    /// Two letters for the tinted circle.
    public String initials() {
        var letters = person.name().replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? "?" : letters.substring(0, Math.min(2, letters.length()));
    }

    /// One of five tints, from the identity and not from the name.
    public int hue() {
        return Math.floorMod(person.id().hashCode(), 5) + 1;
    }
}
