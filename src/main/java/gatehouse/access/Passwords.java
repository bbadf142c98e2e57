package gatehouse.access;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/// Hashes and checks passwords: Argon2id with 19 MiB and two passes, the least that OWASP advises. At most two at once,
/// so that a storm of log-ins cannot eat the memory.
@ApplicationScoped
class Passwords {

    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final Set<String> WORST = Set.of("password1234", "123456789012", "qwertyuiop12", "administrator",
            "adminadmin12",
            "adminadminadmin", "passwordpassword", "111111111111", "letmeinletmein", "qbittorrent1", "gatehouse123");

    private final Semaphore places = new Semaphore(2);
    private final String nobody = hash("nobody has this password");

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult();
        } finally {
            places.release();
        }
    }

    /// Without a hash it takes as long and is false, so that nobody can tell by time which names exist.
    boolean matches(String password, Optional<String> hash) {
        places.acquireUninterruptibly();
        try {
            var expected = hash.orElse(nobody);
            return Password.check(password, expected).with(Argon2Function.getInstanceFromHash(expected)) && hash.isPresent();
        } finally {
            places.release();
        }
    }

    /// `false` for a password that somebody would guess.
    static boolean good(String password, String name) {
        return password.length() >= SHORTEST && password.length() <= LONGEST && !password.equalsIgnoreCase(name)
                && !WORST.contains(password.toLowerCase(java.util.Locale.ROOT)) && password.chars().distinct().count() > 4;
    }
}
