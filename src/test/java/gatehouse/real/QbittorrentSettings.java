package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The settings a server under test finds at its first start: loopback only, nothing announced or looked for, no queue.
final class QbittorrentSettings {

    private QbittorrentSettings() {
    }

    /// Writes them into the profile.
    ///
    /// @param failures how many wrong log-ins ban an address; 0 for none
    /// @param refresh how often it looks after its torrents and their states
    static void write(Qbittorrent server, Path profile, String password, int failures, Duration refresh) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("[LegalNotice]", null);
        settings.put("Accepted", "true");
        settings.put("[BitTorrent]", null);
        List.of("DHTEnabled", "LSDEnabled", "PeXEnabled").forEach(name -> settings.put("Session\\" + name, "false"));
        settings.put("Session\\Port", String.valueOf(server.peerPort()));
        settings.put("Session\\InterfaceAddress", "127.0.0.1");
        settings.put("Session\\MultiConnectionsPerIp", "true");
        settings.put("Session\\RefreshInterval", String.valueOf(refresh.toMillis()));
        settings.put("Session\\DefaultSavePath", server.downloads().toString());
        settings.put("Session\\QueueingSystemEnabled", "false");
        settings.put("Session\\IgnoreLimitsOnLAN", "false");
        settings.put("[Preferences]", null);
        settings.putAll(before43(server));
        settings.put("WebUI\\Address", "127.0.0.1");
        settings.put("WebUI\\Port", String.valueOf(server.port()));
        settings.put("WebUI\\Username", Qbittorrent.USER);
        settings.put("WebUI\\LocalHostAuth", "true");
        settings.put("WebUI\\MaxAuthenticationFailCount", String.valueOf(failures));
        settings.put("WebUI\\Password_PBKDF2", "\"@ByteArray(" + pbkdf2(password) + ")\"");
        write(profile, settings);
    }

    /// The same settings under the names they had up to 4.2.
    private static Map<String, String> before43(Qbittorrent server) {
        return Map.of("Bittorrent\\DHT", "false", "Bittorrent\\LSD", "false", "Bittorrent\\PeX", "false",
                "Connection\\PortRangeMin", String.valueOf(server.peerPort()), "Connection\\InterfaceAddress", "127.0.0.1",
                "Downloads\\SavePath", server.downloads().toString(), "Queueing\\QueueingEnabled", "false");
    }

    private static void write(Path profile, Map<String, String> settings) {
        var text = settings.entrySet().stream()
                .map(entry -> entry.getValue() == null ? entry.getKey() : entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            var folder = Files.createDirectories(profile.resolve("qBittorrent/config"));
            Files.writeString(folder.resolve("qBittorrent.conf"), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String pbkdf2(String password) {
        try {
            var salt = "gatehouse-salt-1".getBytes(StandardCharsets.US_ASCII);
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 100_000, 512)).getEncoded();
            return Base64.getEncoder().encodeToString(salt) + ":" + Base64.getEncoder().encodeToString(key);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
