package gatehouse.cli;

import java.util.List;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Starts the server; with arguments runs one command of [CommandLine] instead and ends. To check a file nothing is
/// started at all, so that it works without a database and beside a running Gatehouse.
@QuarkusMain
public class Main {

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
            return;
        }
        if (arguments[0].equals("check")) {
            System.exit(new FileCheck(System.out, System.err).run(List.of(arguments).subList(1, arguments.length)));
        }
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.management.port", "0");
        System.setProperty("quarkus.oidc.tenant-enabled", "false");
        System.setProperty("quarkus.log.console.level", "WARN");
        Quarkus.run(CommandLine.class, arguments);
    }
}
