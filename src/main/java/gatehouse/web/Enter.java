package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of signing in and of accounts. The texts are in `messages/enter.properties`.
@MessageBundle("enter")
public interface Enter {

    @Message
    String title();

    @Message
    String continue_with(String provider);

    @Message
    String provider_print(String provider);

    @Message
    String down_title(String provider);

    @Message
    String down();

    @Message
    String try_again();

    @Message
    String out_title();

    @Message
    String out();

    @Message
    String out_at(String provider, boolean everywhere);

    @Message
    String ended_title();

    @Message
    String ended();

    @Message
    String first_title();

    @Message
    String first();

    @Message
    String name();

    @Message
    String password();

    @Message
    String wrong();

    @Message
    String wait(String seconds);

    @Message
    String sign_in();

    @Message
    String forgotten();

    @Message
    String setup_title();

    @Message
    String setup();

    @Message
    String name_hint();

    @Message
    String password_hint();

    @Message
    String make_account();

    @Message
    String fault(String fault);

    @Message
    String no_access_title();

    @Message
    String no_access(String name);

    @Message
    String no_access_ask(String whom);

    @Message
    String no_access_ask_nobody();

    @Message
    String somebody_else();

    @Message
    String received();

    @Message
    String received_nothing();

    @Message
    String account_title();

    @Message
    String local_account();

    @Message
    String provider_account(String issuer);

    @Message
    String sign_out();

    @Message
    String password_title();

    @Message
    String password_old();

    @Message
    String password_new();

    @Message
    String password_again();

    @Message
    String password_change();

    @Message
    String must_change();

    @Message
    String looks();

    @Message
    String theme();

    @Message
    String language();

    @Message
    String language_browser();

    @Message
    String zone();

    @Message
    String zone_browser();

    @Message
    String zone_now(String zone);

    @Message
    String units();

    @Message
    String units_binary();

    @Message
    String units_decimal();

    @Message
    String letters();

    @Message
    String letters_hint();

    @Message
    String speeds_in_title();

    @Message
    String twice();

    @Message
    String twice_whole();

    @Message
    String twice_does(String does);

    @Message
    String on();

    @Message
    String off();

    @Message
    String save();

    @Message
    String magnets();

    @Message
    String magnets_asked();

    @Message
    String magnets_cannot();

    @Message
    String theme_system();

    @Message
    String theme_light();

    @Message
    String theme_dark();

    @Message
    String browsers();

    @Message
    String browser();

    @Message
    String address();

    @Message
    String last_used();

    @Message
    String this_one();

    @Message
    String ago(String age);

    @Message
    String end();

    @Message
    String end_others();

    @Message
    String rights();

    @Message
    String roles();

    @Message
    String groups();

    @Message
    String connection();

    @Message
    String connection_advice();

    @Message
    String accounts_lead();

    @Message
    String new_password(String name);

    @Message
    String new_password_once();

    @Message
    String accounts_all();

    @Message
    String state();

    @Message
    String change();

    @Message
    String you();

    @Message
    String disabled();

    @Message
    String waiting_password();

    @Message
    String active();

    @Message
    String reset();

    @Message
    String enable();

    @Message
    String disable();

    @Message
    String add_title();

    @Message
    String display();

    @Message
    String roles_hint();

    @Message
    String add();
}
