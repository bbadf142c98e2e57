package gatehouse.web;

import gatehouse.store.Ownership.May;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of what people do with torrents: buttons, menu, dialogs, and what became of it. The texts are in
/// `messages/deed.properties`.
@MessageBundle("deed")
public interface Deeds {

    @Message
    String verb(Verb verb);

    @Message
    String only_one();

    @Message
    String not_these(int refused, int all);

    @Message
    String too_old(String title, String version);

    @Message
    String no_queue(String title);

    @Message
    String menu(int count);

    @Message
    String menu_label();

    @Message
    String more();

    @Message
    String queue();

    @Message
    String partly(String verb, int done, int of);

    @Message
    String details();

    @Message
    String dismiss();

    @Message
    String not_confirmed();

    @Message
    String cancel();

    @Message
    String save();

    @Message
    String title(String verb, String what);

    @Message
    String torrents(int count);

    @Message
    String instances(int count);

    @Message
    String category();

    @Message
    String no_category();

    @Message
    String new_category();

    @Message
    String tags();

    @Message
    String tag_some();

    @Message
    String tag_remove(String tag);

    @Message
    String no_tags();

    @Message
    String new_tags();

    @Message
    String new_tags_hint();

    @Message
    String rates();

    @Message
    String differs();

    @Message
    String unlimited();

    @Message
    String stop_when();

    @Message
    String share_keep();

    @Message
    String share_server();

    @Message
    String share_own();

    @Message
    String share_never();

    @Message
    String seeded_for();

    @Message
    String idle_for();

    @Message
    String hours();

    @Message
    String then();

    @Message
    String then_word(String word);

    @Message
    String mode();

    @Message
    String mode_word(String word);

    @Message
    String save_limits();

    @Message
    String tier();

    @Message
    String label(String name);

    @Message
    String move_hint();

    @Message
    String unfinished_hint();

    @Message
    String trackers_hint();

    @Message
    String addresses_hint();

    @Message
    String peers_hint();

    @Message
    String owned(String owner);

    @Message
    String may(May may);

    @Message
    String owner_change();

    @Message
    String share_see();

    @Message
    String share_do();

    @Message
    String unshare();

    @Message
    String assign();

    @Message
    String assign_hint();

    @Message
    String release();

    @Message
    String person();

    @Message
    String person_hint();

    @Message
    String copy_what(String what);

    @Message
    String copy_button();

    @Message
    String delete_title(int count, String place);

    @Message
    String delete_button(int count);

    @Message
    String delete_large(String bytes);

    @Message
    String yours();

    @Message
    String files_question();

    @Message
    String keep_files();

    @Message
    String keep_files_hint(String bytes);

    @Message
    String delete_files();

    @Message
    String delete_files_hint(String bytes);

    @Message
    String type_to_delete(String typed);

    @Message
    String not_typed(String typed);

    @Message
    String without_undo();

    @Message
    String without_undo_hint(long seconds);

    @Message
    String audited(String name);

    @Message
    String deleting(int count);

    @Message
    String undo();

    @Message
    String seconds(long seconds);

    @Message
    String undone(int count);

    @Message
    String too_late_title();

    @Message
    String too_late();

    @Message
    String going();

    @Message
    String size();

    @Message
    String ratio();

    @Message
    String down();

    @Message
    String up();

    @Message
    String bar(String word);

    @Message
    String brief(Verb verb);
}
