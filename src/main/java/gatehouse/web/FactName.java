package gatehouse.web;

/// What the facts of a torrent are called, in the order in which they are shown.
public enum FactName {
    OWNER,
    INSTANCE,
    CATEGORY,
    TAGS,
    SIZE,
    DOWNLOADED,
    UPLOADED,
    SESSION,
    AVERAGE,
    SEEDS,
    PEERS,
    CONNECTIONS,
    SAVED_IN,
    UNFINISHED_IN,
    ADDED,
    COMPLETED,
    LAST_SEEN,
    LAST_ACTIVITY,
    TIME_ACTIVE,
    SEEDED_FOR,
    ANNOUNCE,
    CREATED,
    CREATED_BY,
    PRIVATE,
    INFO_HASH_V1,
    INFO_HASH_V2,
    COMMENT
}
