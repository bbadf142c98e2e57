package gatehouse.qbittorrent;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.action.ApiVersion;
import gatehouse.action.PreferenceKeys;
import gatehouse.action.ProxyKind;

/// Preferences of a legacy server in today's names and units, and back.
///
/// @param api the legacy API number
public record LegacyPreferences(int api) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SPEEDS = Set.of("dl_limit", "up_limit", "alt_dl_limit", "alt_up_limit");
    /// 3.3.8: KiB/s before, with -1 for no limit; bytes/s with 0 since (qBittorrent's source; 3.2.0 and 3.3.16 ran).
    private static final int FIRST_WITH_BYTES = 11;
    private static final long KIB = 1024;
    /// 3.3.2: a list before, with others beside it for where each goes.
    private static final int FIRST_WITH_FOLDERS = 8;
    private static final String FOLDERS = "scan_dirs";
    private static final String HERE = "download_in_scan_dirs";
    private static final String PATHS = "scan_dirs_download_paths";
    private static final int FIRST_WITH_PATHS = 6;
    /// 4.0.0: only whether uTP is used before.
    private static final int FIRST_WITH_PROTOCOL = 16;
    private static final String PROTOCOL = "bittorrent_protocol";
    private static final String UTP = "enable_utp";
    private static final String PROXY = "proxy_type";
    private static final String PROXY_ASKS = "proxy_auth_enabled";

    sealed interface Outward {
    }

    /// What to send.
    record Document(String json) implements Outward {
    }

    /// This server has no such preference, or not with this value. It would answer 200 and change nothing.
    record Unknown(String key) implements Outward {
    }

    /// @param document a JSON object of checked keys and values
    Outward outward(String document) {
        var values = object(document).orElseThrow();
        if (api < FIRST_WITH_PROTOCOL && values.path(PROTOCOL).asInt() > 1) {
            return new Unknown(PROTOCOL);
        }
        speeds(values, this::kibibytes);
        foldersAsLists(values);
        protocolAsSwitch(values);
        wordAsNumber(values);
        return values.propertyStream().map(entry -> entry.getKey()).filter(key -> !has(key)).findFirst()
                .<Outward> map(Unknown::new).orElseGet(() -> new Document(text(values)));
    }

    /// @param answer what `query/preferences` says; what is not an object stays as it is
    public String inward(String answer) {
        return object(answer).map(values -> {
            speeds(values, LegacyPreferences::bytes);
            listsAsFolders(values);
            switchAsProtocol(values);
            return text(values);
        }).orElse(answer);
    }

    /// What such a server tells of preferences that a newer one has: its own names and units, and nothing that it does not
    /// know.
    ///
    /// @param document a JSON object of today's names and values
    public String shown(String document) {
        var values = object(document).orElseGet(JSON::createObjectNode);
        speeds(values, this::kibibytes);
        foldersAsLists(values);
        protocolAsSwitch(values);
        wordAsNumber(values);
        var shown = JSON.createObjectNode();
        values.properties().forEach(entry -> PreferenceKeys.known().name(entry.getKey(), ApiVersion.legacy(api))
                .ifPresent(name -> shown.set(name, entry.getValue())));
        return text(shown);
    }

    private void wordAsNumber(ObjectNode values) {
        if (values.path(PROXY).isTextual()) {
            values.set(PROXY, ProxyKind.at(ApiVersion.legacy(api), values.get(PROXY), values.path(PROXY_ASKS).asBoolean()));
        }
    }

    private boolean has(String key) {
        return PreferenceKeys.known().find(key).filter(known -> known.versions().has(ApiVersion.legacy(api))).isPresent();
    }

    private void speeds(ObjectNode values, java.util.function.LongUnaryOperator unit) {
        if (api < FIRST_WITH_BYTES) {
            SPEEDS.stream().filter(key -> values.path(key).isNumber())
                    .forEach(key -> values.put(key, unit.applyAsLong(values.get(key).asLong())));
        }
    }

    private static long bytes(long kibibytes) {
        return kibibytes < 0 ? 0 : kibibytes * KIB;
    }

    /// The slowest limit there is, rather than none, for less than one.
    private long kibibytes(long bytes) {
        return bytes <= 0 ? -1 : Math.max(1, bytes / KIB);
    }

    /// Today an object of each folder and where what is found there goes: 0 to the folder itself, 1 to the default path,
    /// or a path.
    private void listsAsFolders(ObjectNode values) {
        if (values.path(FOLDERS).isArray()) {
            var folders = JSON.createObjectNode();
            for (var i = 0; i < values.get(FOLDERS).size(); i++) {
                var path = values.path(PATHS).path(i).asText();
                var here = values.path(HERE).path(i).asBoolean();
                folders.set(values.get(FOLDERS).get(i).asText(),
                        here || path.isEmpty() ? JSON.getNodeFactory().numberNode(here ? 0 : 1)
                                : JSON.getNodeFactory().textNode(path));
            }
            values.set(FOLDERS, folders);
        }
        values.remove(Set.of(HERE, PATHS));
    }

    private void foldersAsLists(ObjectNode values) {
        if (api >= FIRST_WITH_FOLDERS || !values.path(FOLDERS).isObject()) {
            return;
        }
        var folders = JSON.createArrayNode();
        var here = JSON.createArrayNode();
        var paths = JSON.createArrayNode();
        values.get(FOLDERS).properties().forEach(entry -> {
            folders.add(entry.getKey());
            here.add(entry.getValue().isInt() && entry.getValue().intValue() == 0);
            paths.add(entry.getValue().isTextual() ? entry.getValue().textValue() : "");
        });
        values.set(FOLDERS, folders);
        values.set(HERE, here);
        if (api >= FIRST_WITH_PATHS || paths.valueStream().anyMatch(path -> !path.textValue().isEmpty())) {
            values.set(PATHS, paths);
        }
    }

    /// Today 0 is both, 1 TCP alone, 2 uTP alone.
    private void switchAsProtocol(ObjectNode values) {
        var utp = values.remove(UTP);
        if (utp != null) {
            values.put(PROTOCOL, utp.asBoolean() ? 0 : 1);
        }
    }

    private void protocolAsSwitch(ObjectNode values) {
        if (api < FIRST_WITH_PROTOCOL && values.has(PROTOCOL)) {
            values.put(UTP, values.remove(PROTOCOL).asInt() != 1);
        }
    }

    private static Optional<ObjectNode> object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException garbage) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
