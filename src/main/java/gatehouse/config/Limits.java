package gatehouse.config;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// How much somebody may add under one grant.
///
/// @param torrents how many torrents of theirs may be on one instance at a time
/// @param addsPerDay how many they may add to one instance in 24 hours
/// @param size how many bytes their torrents on one instance may have together
public record Limits(OptionalInt torrents, OptionalInt addsPerDay, OptionalLong size) {

    public static final Limits NONE = new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
}
