package gatehouse.action;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One row of the action table: a thing qBittorrent can be asked.
///
/// @param id the newest modern spelling, scope and name: `torrents/start`
/// @param right what a person needs to ask it
/// @param also rights that are needed besides, whatever the values
/// @param writes `true` when it changes something at the server, and is a POST to it
/// @param spellings how modern servers of different ages call it, oldest first
/// @param legacy how legacy servers call it
/// @param parameters what it takes, in canonical names; anything else is dropped
/// @param reason why its right or its way is what it is, where that is not obvious; otherwise empty
public record Action(String id, String summary, Right right, List<Right> also, boolean writes, Way way,
        List<Spelling> spellings, List<LegacySpelling> legacy, List<Parameter> parameters, String reason) {

    /// The spelling that a modern server of this version understands; empty when it has none, and for a legacy one.
    public Optional<Spelling> spelling(ApiVersion version) {
        return spellings.stream().filter(spelling -> spelling.understoodBy(version)).findFirst();
    }

    /// The spelling that a legacy server of this API number understands for these canonical values, rather one of their
    /// own than one that names them; empty when it has none.
    public Optional<LegacySpelling> legacySpelling(int api, Map<String, String> values) {
        return legacy.stream().filter(spelling -> spelling.understoodBy(api))
                .filter(spelling -> values.entrySet().containsAll(spelling.fixed().entrySet()))
                .max(Comparator.comparingInt(spelling -> spelling.fixed().size()));
    }

    /// The parameter of this canonical name.
    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    }

    /// The word that a field of a legacy spelling has for a canonical value; empty when it has none, and the field is
    /// left out.
    public Optional<String> outward(LegacySpelling.Field field, String canonical) {
        return parameter(field.parameter()).orElseThrow().names().stream().filter(name -> name.name().equals(field.name()))
                .findFirst().map(name -> name.outward(canonical)).orElse(Optional.of(canonical));
    }

    /// The parameters that a modern server of this version knows.
    public List<Parameter> parameters(ApiVersion version) {
        return parameters.stream().filter(parameter -> parameter.at(version).isPresent()).toList();
    }

    /// Every right that is needed to ask this with these values: deleting with files needs more than deleting. The keys
    /// of a `preferences` value and the paths of a `rule` bring their own, which are not in here.
    ///
    /// @param values by canonical name, canonical
    public Set<Right> rights(Map<String, String> values) {
        var rights = EnumSet.of(right);
        rights.addAll(also);
        values.forEach((name, value) -> parameter(name).flatMap(parameter -> parameter.needed(value)).ifPresent(rights::add));
        return rights;
    }

    /// The word used in addresses, message keys and buttons: `start` for `torrents/start`.
    public String word() {
        return id.substring(id.indexOf('/') + 1);
    }
}
