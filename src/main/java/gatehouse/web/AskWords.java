package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of the page that explains rights. The texts are in `messages/ask.properties`.
@MessageBundle("ask")
public interface AskWords {

    @Message
    String title(boolean others);

    @Message
    String lead();

    @Message
    String may_i();

    @Message
    String person();

    @Message
    String person_hint();

    @Message
    String roles();

    @Message
    String groups();

    @Message
    String right();

    @Message
    String on_instances();

    @Message
    String of_house();

    @Message
    String instance();

    @Message
    String torrent();

    @Message
    String torrent_hint();

    @Message
    String ask();

    @Message
    String decided();

    @Message
    String yes();

    @Message
    String decides(boolean yes);

    @Message
    String changes();

    @Message
    String by_operator();

    @Message
    String same();
}
