package gatehouse.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate made for one run, as torrents over TLS have it.
final class Certificate {

    static final String PEM;
    static final String KEY;
    /// Group 14 of RFC 3526 would do; servers only ask that there is something.
    static final String DH = pem("DH PARAMETERS", new byte[] { 48, 6, 2, 1, 23, 2, 1, 5 });

    private static final String PASSWORD = "password";

    static {
        try {
            var file = Files.createTempDirectory("gatehouse-certificate").resolve("store.p12");
            new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                    "-alias", "a", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=gatehouse", "-validity", "30",
                    "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString()))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            PEM = pem("CERTIFICATE", store.getCertificate("a").getEncoded());
            KEY = pem("PRIVATE KEY", store.getKey("a", PASSWORD.toCharArray()).getEncoded());
        } catch (IOException | GeneralSecurityException | InterruptedException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }

    private Certificate() {
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }
}
