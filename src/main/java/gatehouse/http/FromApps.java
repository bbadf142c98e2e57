package gatehouse.http;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// Marks a resource whose callers are apps with keys, not browsers: nothing but keys is looked at, no form token is asked
/// for, bodies are left to the resource, and whoever has no key is answered 403 in plain text, unless the method is [Open].
@Target(TYPE)
@Retention(RUNTIME)
public @interface FromApps {
}
