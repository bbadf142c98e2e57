package gatehouse.http;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of [Reasons]. The texts are in `messages/because.properties`. `who` and `whom` are names, or empty for
/// whoever reads it.
@MessageBundle("because")
public interface Because {

    @Message
    String of_house(String who, String right, boolean yes);

    @Message
    String on_instance(String who, String right, String instance, boolean yes);

    @Message
    String on_torrent(String who, String right, String instance, boolean yes);

    @Message
    String for_them(String whom, boolean yes);

    @Message
    String here(String instance, boolean yes);

    @Message
    String everywhere(boolean yes);

    @Message
    String visible(String whom, String instance, boolean yes);

    @Message
    String seen(String whom, boolean yes);

    @Message
    String right(String right, boolean yes);

    @Message
    String reached(String whom, boolean yes);

    @Message
    String key(String key, boolean yes);

    @Message
    String change_key();

    @Message
    String opted_in(String right, String instance, boolean yes);

    @Message
    String grant(int line, String role, String who, String on, boolean sees, boolean touches);

    @Message
    String role_of(String role);

    @Message
    String group_of(String group);

    @Message
    String all_instances();

    @Message
    String owner(String owner);

    @Message
    String change_grant(String whom);

    @Message
    String change_instance(String instance);

    @Message
    String change_cover(String instance);

    @Message
    String change_role(String right, String roles);

    @Message
    String change_see_any();

    @Message
    String change_do_any();

    @Message
    String change_own(String whom);

    @Message
    String change_opt_in(String right, String instance);

    @Message
    String change_take_away();
}
