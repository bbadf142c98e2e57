package gatehouse.web;

import gatehouse.torrent.Field;
import gatehouse.torrent.State;
import gatehouse.torrent.Word;
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
    String column(Field field);

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
    String empty_adds();

    @Message
    String no_match_title();

    @Message
    String no_match_clear();

    /// @param instance its title; empty when there are several
    @Message
    String waiting_for(String instance);

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
    String transfer();

    @Message
    String insecure();

    @Message
    String no_instances_title();

    @Message
    String forced();

    @Message
    String needs_script();

    @Message
    String word(Word word);

    @Message
    String me();

    @Message
    String none(String group);

    @Message
    String group(String id);

    @Message
    String more(int count);

    @Message
    String left(int count);

    @Message
    String exclude(String what);

    @Message
    String views();

    @Message
    String save_view();

    @Message
    String manage_views();

    @Message
    String views_title();

    @Message
    String view_name();

    @Message
    String save();

    @Message
    String rename();

    @Message
    String delete_view(String name);

    @Message
    String no_views();

    @Message
    String view_address(String address);

    @Message
    String whole_list();

    @Message
    String columns();

    @Message
    String columns_title(int shown, int all);

    @Message
    String columns_hint();

    @Message
    String move_up(String name);

    @Message
    String columns_normal();

    @Message
    String done();

    @Message
    String density();

    @Message
    String density_of(String id);

    @Message
    String drop_word(String written);

    @Message
    String continue_with();

    @Message
    String choose();

    @Message
    String complete();

    @Message
    String excludes();

    @Message
    String unfinished();

    @Message
    String meant();

    @Message
    String menu_of(String name);

    @Message
    String all_matching(String n);

    @Message
    String owned_by(String name);

    @Message
    String nobody();

    @Message
    String sorted_second();

    @Message
    String empty_on(String title);

    @Message
    String back_to_list();

    @Message
    String filters();
}
