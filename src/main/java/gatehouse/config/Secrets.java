package gatehouse.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// The secret of this installation and the keys derived from it, one per purpose. Replicas share the secret.
@ApplicationScoped
public class Secrets {

    private static final int SHORTEST = 32;

    private final byte[] secret;

    @Inject
    Secrets(Settings settings) {
        this(settings.secret().or(() -> settings.secretFile().map(Secrets::read))
                .orElseGet(() -> generated(settings.data().resolve("secret"))));
    }

    private Secrets(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalStateException(
                    "GATEHOUSE_SECRET is shorter than 32 characters. Make one with: openssl rand -base64 32");
        }
        secret = text.getBytes(StandardCharsets.UTF_8);
    }

    /// The secret as given, for whoever has no settings.
    public static Secrets of(String text) {
        return new Secrets(text);
    }

    /// 32 bytes that only this purpose gets.
    public byte[] key(String purpose) {
        return hmac(secret, purpose.getBytes(StandardCharsets.UTF_8));
    }

    /// HMAC-SHA256 of a text under the key of a purpose, for values that must be compared but never read back.
    public byte[] sign(String purpose, String text) {
        return hmac(key(purpose), text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static String generated(Path file) {
        return Files.exists(file) ? read(file) : generate(file);
    }

    private static String generate(Path file) {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        var text = Base64.getEncoder().encodeToString(random);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
            return text;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The secret cannot be kept in " + file, unwritable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The secret cannot be read from " + file, unreadable);
        }
    }
}
