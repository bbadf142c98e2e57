package gatehouse.web;

/// The tinted circle that stands for somebody.
///
/// @param id decides the tint, so that it stays when the name changes
public record Avatar(String id, String name) {

    private static final int HUES = 5;

    /// One or two letters.
    public String initials() {
        var letters = name.replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? "?" : letters.substring(0, Math.min(2, letters.length()));
    }

    /// One of five tints.
    public int hue() {
        return Math.floorMod(id.hashCode(), HUES) + 1;
    }
}
