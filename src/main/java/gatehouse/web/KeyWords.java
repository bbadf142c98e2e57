package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of keys and of connecting apps. The texts are in `messages/keys.properties`.
@MessageBundle("keys")
public interface KeyWords {

    @Message
    String title();

    @Message
    String lead();

    @Message
    String title_of(String account);

    @Message
    String lead_of();

    @Message
    String choose();

    @Message
    String apps();

    @Message
    String app(ConnectApp app);

    @Message
    String where(ConnectApp app);

    @Message
    String decide();

    @Message
    String name();

    @Message
    String instances();

    @Message
    String everywhere();

    @Message
    String rights();

    @Message
    String rights_hint();

    @Message
    String category();

    @Message
    String category_hint();

    @Message
    String life();

    @Message
    String life_days(String days);

    @Message
    String make();

    @Message
    String enter(String app);

    @Message
    String field(ConnectApp.Field field);

    @Message
    String on();

    @Message
    String off();

    @Message
    String copy(String what);

    @Message
    String copied();

    @Message
    String once();

    @Message
    String hidden();

    @Message
    String waiting(String app);

    @Message
    String works(String address, String age);

    @Message
    String look_again();

    @Message
    String another();

    @Message
    String yours();

    @Message
    String of_account();

    @Message
    String none();

    @Message
    String show();

    @Message
    String revoke();

    @Message
    String revoke_key(String name);

    @Message
    String all_rights();

    @Message
    String only_category(String category);

    @Message
    String used(String age, String address);

    @Message
    String unused();

    @Message
    String ends(String day);

    @Message
    String ended(String day);

    @Message
    String endless();

    @Message
    String fails_title();

    @Message
    String fails();

    @Message
    String hosts();

    @Message
    String menu();

    @Message
    String all_title();

    @Message
    String all_lead();

    @Message
    String everybodys();

    @Message
    String owner();

    @Message
    String key();

    @Message
    String may();

    @Message
    String last_used();

    @Message
    String expires();

    @Message
    String accounts();

    @Message
    String accounts_lead();

    @Message
    String account();

    @Message
    String make_for();

    @Message
    String make_for_account(String name);

    @Message
    String add_account();

    @Message
    String add();

    @Message
    String of_apps();

    @Message
    String of_apps_lead(int count);

    @Message
    String stay();
}
