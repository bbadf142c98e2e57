package gatehouse.http;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// Marks a method that a server calls, with proof of its own in the body: no browser session, no form token.
@Target(METHOD)
@Retention(RUNTIME)
public @interface FromMachines {
}
