package gatehouse.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Starts the server; with arguments runs one command of [CommandLine] instead and ends.
@QuarkusMain
public class Main {

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
            return;
        }
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.management.port", "0");
        System.setProperty("quarkus.oidc.tenant-enabled", "false");
        System.setProperty("quarkus.log.console.level", "WARN");
        Quarkus.run(CommandLine.class, arguments);
    }
}
