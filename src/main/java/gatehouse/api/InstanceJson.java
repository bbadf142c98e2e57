package gatehouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// @param actions ids of the action table
    /// @param parameters by the id of an action that it does have
    public record Cannot(List<String> actions, Map<String, List<String>> parameters) {
    }
}
