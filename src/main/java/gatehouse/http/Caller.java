package gatehouse.http;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import gatehouse.access.Person;

/// Who is asking, for the length of one request. Filled by the browser session or the provider's sign-in before a
/// resource method runs; a method not marked [Open] is never reached by an anonymous caller.
@RequestScoped
public class Caller {

    public Optional<Person> find() {
        throw new UnsupportedOperationException();
    }

    /// The person, where the method is not [Open].
    public Person person() {
        throw new UnsupportedOperationException();
    }

    /// The value forms carry as `csrf`; bound to the browser session.
    public String csrf() {
        throw new UnsupportedOperationException();
    }

    /// The caller's address, from a trusted proxy's header where there is one.
    public String address() {
        throw new UnsupportedOperationException();
    }
}
