package gatehouse.web;

import gatehouse.torrent.Sort;
import gatehouse.torrent.State;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of the torrents screen. The texts are in `messages/say.properties`.
@MessageBundle("say")
public interface Say {

    @Message
    String state(State state);

    @Message
    String status(String id);

    @Message
    String column(Sort.Key key);

    @Message
    String action(String word);

    @Message
    String torrents();

    @Message
    String torrents_on(String where);

    @Message
    String all_instances();

    @Message
    String instances();

    @Message
    String heading_status();

    @Message
    String filter_label();

    @Message
    String filter_hint();

    @Message
    String count(int total, String text);

    @Message
    String stale(String age);

    @Message
    String offline_for(String age);

    @Message
    String seen(String age);

    @Message
    String free(String size);

    @Message
    String of(String percent, String size);

    @Message
    String peers_label(long seeds, long peers);

    @Message
    String select();

    @Message
    String select_all();

    @Message
    String selected();

    @Message
    String clear_selection();

    @Message
    String actions_label();

    @Message
    String nothing();

    @Message
    String unknown_time();

    @Message
    String empty_title();

    @Message
    String empty_text();

    @Message
    String no_match_title();

    @Message
    String no_match_clear();

    @Message
    String waiting_title();

    @Message
    String mistake(String written);

    @Message
    String mistake_allowed(String allowed);

    @Message
    String previous();

    @Message
    String next();

    @Message
    String account(String name);

    @Message
    String accounts();

    @Message
    String theme();

    @Message
    String skip();

    @Message
    String main_menu();

    @Message
    String live();

    @Message
    String lost(String seconds);

    @Message
    String lost_title();

    @Message
    String connect_now();

    @Message
    String held();

    @Message
    String dismiss();

    @Message
    String not_these();

    @Message
    String transfer();

    @Message
    String insecure();

    @Message
    String no_instances_title();

    @Message
    String forced();

    @Message
    String needs_script();
}
