package gatehouse.cli;

import java.io.PrintStream;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import gatehouse.store.AuditChain;
import gatehouse.store.AuditChain.Broken;
import gatehouse.store.AuditChain.Intact;
import gatehouse.store.StoreUnavailable;

/// `audit verify`: is the audit as it was written? Exit codes: 0 intact, 1 not intact or not readable, 2 not understood.
@ApplicationScoped
class AuditCommand {

    private static final String USAGE = """
            Usage:
              audit verify   (is every entry there, unaltered and in its place?)""";

    private final AuditChain chain;
    private final PrintStream out;
    private final PrintStream err;

    @Inject
    AuditCommand(AuditChain chain) {
        this(chain, System.out, System.err);
    }

    AuditCommand(AuditChain chain, PrintStream out, PrintStream err) {
        this.chain = chain;
        this.out = out;
        this.err = err;
    }

    int run(List<String> words) {
        if (!words.equals(List.of("verify"))) {
            err.println(USAGE);
            return 2;
        }
        try {
            return verify();
        } catch (StoreUnavailable unavailable) {
            err.println("The audit cannot be read: " + unavailable.getMessage());
            return 1;
        }
    }

    private int verify() {
        return switch (chain.verify()) {
            case Intact(var count) -> told(out, "The audit is intact: " + count + (count == 1 ? " row." : " rows."), 0);
            case Broken(var id, var what) -> told(err, "The audit is not intact. " + said(id, what), 1);
        };
    }

    private static int told(PrintStream where, String what, int code) {
        where.println(what);
        return code;
    }

    private static String said(long id, AuditChain.Fault what) {
        return switch (what) {
            case ALTERED -> "Row " + id + " is altered, or GATEHOUSE_SECRET is not the one it was written under.";
            case MISSING -> "Row " + id + " is missing.";
            case REORDERED -> "Row " + id + " is not in its place.";
            case TRUNCATED -> "From row " + id + " on, rows are cut off, or nothing proves that none are.";
        };
    }
}
