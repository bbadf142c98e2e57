package gatehouse.http;

import gatehouse.access.Person;

/// Somebody signed in, in one of their browsers.
///
/// @param session the number of the browser session
/// @param key what the browser session is known by when a form's token is made: the hash of its ticket
/// @param mustChange `true` when somebody else has set their password and they must choose their own first
public record Visitor(Person person, long session, String key, boolean mustChange) {
}
