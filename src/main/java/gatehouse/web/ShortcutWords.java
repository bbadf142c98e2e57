package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of the sheet of keys and of the command box. The texts are in `messages/shortcut.properties`.
@MessageBundle("shortcut")
public interface ShortcutWords {

    @Message
    String does(Shortcut shortcut);

    @Message
    String title();

    @Message
    String lead();

    @Message
    String needs_script();

    @Message
    String off();

    @Message
    String key_name(String key);

    @Message
    String palette();

    @Message
    String matches();

    @Message
    String to_do();

    @Message
    String to_go();

    @Message
    String choose();

    @Message
    String do_it();

    @Message
    String all_keys();

    @Message
    String no_match();

    @Message
    String page();

    @Message
    String instance();
}
