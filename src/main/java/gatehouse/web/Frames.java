package gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.config.Settings;
import gatehouse.http.Assets;
import gatehouse.http.Caller;
import gatehouse.http.Display;

/// Makes the [Frame] of a request.
@ApplicationScoped
class Frames {

    private final Caller caller;
    private final Assets assets;
    private final Access access;
    private final boolean insecure;

    Frames(Caller caller, Assets assets, Access access, Settings settings) {
        this.caller = caller;
        this.assets = assets;
        this.access = access;
        this.insecure = settings.externalUrl().getScheme().equals("http") && !local(settings.externalUrl().getHost());
    }

    /// Only this machine can listen on a connection to itself.
    private static boolean local(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    Frame frame() {
        var person = caller.person();
        return new Frame(caller.base(), assets.folder(caller.base()), caller.chosen().getOrDefault("theme", ""), caller.csrf(),
                person, access.policy().couldEver(person, Right.ADD), !"off".equals(caller.chosen().get("letters")),
                "on".equals(caller.chosen().get("speeds-in-title")),
                caller.chosen().getOrDefault("double-click", ""), caller.chosen().getOrDefault("double-click-whole", ""),
                Display.current().told(),
                access.policy().decide(person, Right.AUDIT_VIEW).allowed(),
                person.issuer().equals(Person.LOCAL) && access.policy().decide(person, Right.ACCOUNTS_MANAGE).allowed(),
                access.policy().decide(person, Right.KEYS_MANAGE).allowed(), insecure);
    }

    /// For pages before the sign-in.
    String ui() {
        return assets.folder(caller.base());
    }
}
