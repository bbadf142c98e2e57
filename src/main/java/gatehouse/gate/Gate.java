package gatehouse.gate;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;

/// The one door between a face and a server: decide, write the intent to the audit, send, write the outcome, and ask
/// the mirror to look again.
@ApplicationScoped
public class Gate {

    /// A command of the table for some torrents of one instance, as a person or program wrote it.
    ///
    /// @param action the table's id: `torrents/stop`
    /// @param hashes as written, unchecked
    /// @param values the other parameters by name, unchecked
    /// @param address where the person sits, for the audit
    public record Command(String instance, String action, List<String> hashes, Map<String, String> values,
            String address) {
    }

    public Outcome run(Person person, Command command) {
        throw new UnsupportedOperationException();
    }
}
