package gatehouse.config;

import java.util.List;

/// Where somebody may put torrents under one grant. An empty list does not confine.
///
/// @param paths folders within the instance's roots, as [Paths#folder] gives them
/// @param categories names, each with its children, or beginnings of names with a `*` at the end
public record Confine(List<String> paths, List<String> categories) {

    public static final Confine NOWHERE = new Confine(List.of(), List.of());

    /// May a torrent be in this category? The empty text is no category, and that is outside of every confinement.
    public boolean category(String category) {
        return categories.isEmpty() || categories.stream().anyMatch(allowed -> covers(allowed, category));
    }

    private static boolean covers(String allowed, String category) {
        return allowed.endsWith("*") ? !category.isEmpty() && category.startsWith(allowed.substring(0, allowed.length() - 1))
                : category.equals(allowed) || category.startsWith(allowed + "/");
    }
}
