package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of an instance's own limits. The texts are in `messages/limit.properties`.
@MessageBundle("limit")
public interface LimitWords {

    @Message
    String title(String instance);

    @Message
    String down();

    @Message
    String up();

    @Message
    String none();

    @Message
    String save();

    @Message
    String slow(boolean on);

    @Message
    String slow_of(String instance, boolean on);

    @Message
    String set();
}
