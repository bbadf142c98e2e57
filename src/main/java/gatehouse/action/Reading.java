package gatehouse.action;

import java.util.function.Function;

/// What came of reading something that a person or a program wrote.
public sealed interface Reading<T> {

    /// It has the right shape; `value` is its one canonical form.
    record Good<T>(T value) implements Reading<T> {
    }

    /// It has not; `why` ends the sentence "`name` …", in the present tense, without a full stop.
    record Wrong<T>(String why) implements Reading<T> {
    }

    static <T> Reading<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Reading<T> wrong(String why) {
        return new Wrong<>(why);
    }

    default <R> Reading<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Good<T>(var value) -> new Good<>(change.apply(value));
            case Wrong<T>(var why) -> new Wrong<>(why);
        };
    }

    default <R> Reading<R> then(Function<? super T, Reading<R>> next) {
        return switch (this) {
            case Good<T>(var value) -> next.apply(value);
            case Wrong<T>(var why) -> new Wrong<>(why);
        };
    }

    default boolean good() {
        return this instanceof Good;
    }
}
