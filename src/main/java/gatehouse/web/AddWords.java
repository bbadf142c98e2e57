package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of adding torrents. The texts are in `messages/add.properties`.
@MessageBundle("add")
public interface AddWords {

    @Message
    String title();

    @Message
    String close();

    @Message
    String cancel();

    @Message
    String sources();

    @Message
    String links();

    @Message
    String drop();

    @Message
    String drop_here();

    @Message
    String drop_then();

    @Message
    String no_torrent();

    @Message
    String left_out(int count, String text);

    @Message
    String choose_files();

    @Message
    String choose_folder();

    @Message
    String check();

    @Message
    String into();

    @Message
    String free(String size);

    @Message
    String use();

    @Message
    String category();

    @Message
    String no_category();

    @Message
    String forced_category(String category);

    @Message
    String tags();

    @Message
    String tags_hint();

    @Message
    String path();

    @Message
    String path_hint(String folders);

    @Message
    String no_path(String instance);

    @Message
    String start();

    @Message
    String top();

    @Message
    String forced();

    @Message
    String sequential();

    @Message
    String first_last();

    @Message
    String skip_check();

    @Message
    String automatic();

    @Message
    String more();

    @Message
    String more_hint();

    @Message
    String rename();

    @Message
    String rename_hint();

    @Message
    String layout();

    @Message
    String layout_of(String layout);

    @Message
    String stop_condition();

    @Message
    String stop_condition_of(String condition);

    @Message
    String as_server();

    @Message
    String download_path();

    @Message
    String down_limit();

    @Message
    String up_limit();

    @Message
    String ratio_limit();

    @Message
    String seeding_time();

    @Message
    String inactive_time();

    @Message
    String limit_action();

    @Message
    String limit_action_of(String action);

    @Message
    String limit_mode();

    @Message
    String limit_mode_of(String mode);

    @Message
    String add();

    @Message
    String add_count(String count, String instance);

    @Message
    String progress(String done, String of);

    @Message
    String added_one(String instance);

    @Message
    String added_many(String count, String instance);

    @Message
    String left(String limit, String left, String allowed);

    @Message
    String too_much();

    @Message
    String files(int count, String text);

    @Message
    String choose();

    @Message
    String choice();

    @Message
    String remove(String name);

    @Message
    String magnet();

    @Message
    String link();

    @Message
    String hash();

    @Message
    String preview();

    @Message
    String looking();

    @Message
    String stop_looking();

    @Message
    String late();

    @Message
    String no_preview(String version);

    @Message
    String wrong_link();

    @Message
    String wrong_file();

    @Message
    String here(String instance);

    @Message
    String elsewhere(String instance);

    @Message
    String added(String instance);

    @Message
    String fetching(String instance);

    @Message
    String nothing();

    @Message
    String nowhere();

    @Message
    String lost();
}
