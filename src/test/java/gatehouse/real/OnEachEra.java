package gatehouse.real;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A test that takes an [Era]: it runs on the installed qBittorrent in a plain `bin/test`, and on every era in
/// `bin/test versions`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("versions")
@ParameterizedTest
@MethodSource("gatehouse.real.Era#tested")
public @interface OnEachEra {
}
