package gatehouse.web;

import java.util.List;
import java.util.Set;

import gatehouse.torrent.Hash;

/// One thing to add, as the form lists it.
///
/// @param value what the form sends of it again: a link, or nothing for a file, which the browser keeps
/// @param name what people call it; of an address only the host, because the rest may hold a pass key
/// @param note what else is known: its size, or what kind of link it is
/// @param wrong why it cannot be added; otherwise empty
/// @param there where it is already; empty when it is nowhere that they see
/// @param skipped it is on the chosen instance already
/// @param size bytes, or 0 when only the server can find out
public record AddSource(String icon, String value, String name, String note, String wrong, String there, boolean skipped,
        Set<Hash> hashes, long size, List<Part> files) {

    /// A file of a torrent, for choosing.
    public record Part(int number, String path, String size) {
    }

    public boolean good() {
        return wrong.isEmpty() && !skipped;
    }

    public String state() {
        return wrong.isEmpty() ? skipped ? "skipped" : "good" : "wrong";
    }
}
