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
/// @param fetching its server is asking for what is in it
public record AddSource(String icon, String value, String name, String note, String wrong, String there, boolean skipped,
        Set<Hash> hashes, long size, List<Part> files, boolean fetching) {

    AddSource(String icon, String value, String name, String note, String wrong, String there, boolean skipped,
            Set<Hash> hashes, long size, List<Part> files) {
        this(icon, value, name, note, wrong, there, skipped, hashes, size, files, false);
    }

    /// A file of a torrent, for choosing.
    public record Part(int number, String path, String size) {
    }

    /// The same link with what was found out about it.
    AddSource with(AddSource found) {
        return new AddSource(icon, value, found.name(), found.note(), "", found.there(), found.skipped(), found.hashes(),
                found.size(), found.files());
    }

    AddSource noting(String other) {
        return new AddSource(icon, value, name, other, wrong, there, skipped, hashes, size, files);
    }

    AddSource waiting() {
        return new AddSource(icon, value, name, note, wrong, there, skipped, hashes, size, files, true);
    }

    /// Whether there is something to ask a server about: a good link that tells a hash, of which nothing else is known.
    public boolean asks() {
        return good() && !value.isEmpty() && !hashes.isEmpty() && files.isEmpty() && !fetching;
    }

    public boolean good() {
        return wrong.isEmpty() && !skipped;
    }

    public String state() {
        return wrong.isEmpty() ? skipped ? "skipped" : "good" : "wrong";
    }
}
