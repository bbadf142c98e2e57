package gatehouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import gatehouse.action.Action;
import gatehouse.action.ApiVersion;
import gatehouse.action.LegacySpelling;
import gatehouse.action.Parameter;
import gatehouse.action.Way;
import gatehouse.api.Me.Held;

/// An instance as somebody has it before them.
///
/// @param health `unknown`, `connected`, `unreachable`, `credentials-rejected`, `banned` or `unsupported`
/// @param sentence the same for people
/// @param advice what to do about it, for whoever may see how instances are connected
/// @param freshness how much its numbers can be relied on, as [gatehouse.live.Freshness]
/// @param seen when it last answered
/// @param age seconds since then
/// @param version qBittorrent's, as it states it
/// @param api the version of its Web API
/// @param downSpeed bytes a second, of what this person sees
/// @param free bytes on its disk
/// @param torrents how many this person sees
/// @param rights what they may do there
/// @param cannot what its version cannot do
public record InstanceJson(String instance, String title, String health, String sentence, Optional<String> advice,
        String freshness, Optional<Instant> seen, Optional<Long> age, Optional<String> version, Optional<String> api,
        long downSpeed, long upSpeed, Optional<Long> free, int torrents, List<Held> rights, Cannot cannot) {

    /// What servers of a version do not have, of the things that are sent to them: what Gatehouse answers itself every
    /// instance can do, and what it refuses to everybody none can.
    ///
    /// @param actions ids of the action table
    /// @param parameters by the id of an action that it does have
    public record Cannot(List<String> actions, Map<String, List<String>> parameters) {

        static final Cannot NOTHING = new Cannot(List.of(), Map.of());

        static Cannot of(List<Action> table, ApiVersion version) {
            var sent = table.stream().filter(action -> action.way() == Way.SENT).toList();
            var parameters = new TreeMap<String, List<String>>();
            sent.stream().filter(action -> has(action, version)).forEach(action -> {
                var unknown = action.parameters().stream().filter(parameter -> !has(action, parameter, version))
                        .map(Parameter::name).toList();
                if (!unknown.isEmpty()) {
                    parameters.put(action.id(), unknown);
                }
            });
            return new Cannot(sent.stream().filter(action -> !has(action, version)).map(Action::id).toList(), parameters);
        }

        private static boolean has(Action action, ApiVersion version) {
            return version.legacy() ? legacy(action, version).findAny().isPresent() : action.spelling(version).isPresent();
        }

        private static boolean has(Action action, Parameter parameter, ApiVersion version) {
            return version.legacy() ? legacy(action, version).anyMatch(spelling -> fills(spelling, parameter.name(), version))
                    : parameter.at(version).isPresent();
        }

        private static Stream<LegacySpelling> legacy(Action action, ApiVersion version) {
            return action.legacy().stream().filter(spelling -> spelling.understoodBy(version.minor()));
        }

        private static boolean fills(LegacySpelling spelling, String parameter, ApiVersion version) {
            return spelling.fixed().containsKey(parameter)
                    || spelling.fields(version.minor()).stream().anyMatch(field -> field.parameter().equals(parameter));
        }
    }
}
