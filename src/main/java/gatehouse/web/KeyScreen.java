package gatehouse.web;

import java.util.List;

import gatehouse.web.AskForm.Choice;

/// Keys and the making of one, as the template draws it.
///
/// @param at the address that forms are sent to and apps are chosen on
/// @param account the service account that it is about; empty for one's own
/// @param fault why no key was made, or empty
/// @param shown a key whose fields are to be copied, or none
public record KeyScreen(String at, String account, ConnectApp app, List<AppLink> apps, Form form, String fault,
        List<Line> keys, List<Shown> shown) {

    public record AppLink(ConnectApp app, String name, String initial, boolean current) {
    }

    /// @param may whether a key can be made here at all; `sentence` says why not
    /// @param view the right that every key has
    /// @param rights others, only those that the owner has themselves
    public record Form(boolean may, String sentence, String name, List<Choice> instances, String view,
            List<Choice> rights, String category, List<Choice> lives) {
    }

    /// A key in a list.
    ///
    /// @param where the instances, in words
    /// @param what the rights, in words
    /// @param used when and from where, in words
    /// @param ends when it expires, in words
    /// @param over whether it opens nothing any more
    public record Line(long id, Avatar owner, String name, String where, String what, String used, String ends,
            boolean over) {

        public String initial() {
            return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
        }
    }

    /// @param secret the key itself, the one time that it is shown; otherwise empty
    /// @param where in the app its fields are
    public record Shown(long id, String name, String secret, String app, String where, List<Place> places, State state) {
    }

    /// What an app asks for to reach one instance.
    public record Place(String instance, List<Entry> entries) {
    }

    /// @param copy whether it is worth a button that copies it
    public record Entry(String label, String value, boolean copy, boolean secret) {
    }

    /// Whether the app has called yet.
    public record State(boolean called, String sentence) {
    }
}
