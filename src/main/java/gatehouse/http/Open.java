package gatehouse.http;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// Marks a resource that anonymous callers may reach. Everything else asks for a sign-in first.
@Target({ TYPE, METHOD })
@Retention(RUNTIME)
public @interface Open {
}
