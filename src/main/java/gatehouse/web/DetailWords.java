package gatehouse.web;

import gatehouse.web.FileTree.Priority;
import gatehouse.web.Swarm.TrackerState;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of a torrent's details. The texts are in `messages/detail.properties`.
@MessageBundle("detail")
public interface DetailWords {

    @Message
    String tab(Tab tab);

    @Message
    String fact(FactName name);

    @Message
    String priority(Priority priority);

    @Message
    String tracker(TrackerState state);

    @Message
    String label();

    @Message
    String close();

    @Message
    String dock_bottom();

    @Message
    String dock_right();

    @Message
    String time_left();

    @Message
    String availability();

    @Message
    String pieces();

    @Message
    String pieces_of(String have, String all, String size);

    @Message
    String pieces_label(String percent, String all);

    @Message
    String here();

    @Message
    String arriving();

    @Message
    String missing();

    @Message
    String copies(String number);

    @Message
    String speed();

    @Message
    String last_minutes(String peak);

    @Message
    String speed_label(String down, String up, String peak);

    @Message
    String ago(String age);

    @Message
    String limit_line(String rate, boolean up);

    @Message
    String when();

    @Message
    String oldest();

    @Message
    String now();

    @Message
    String waiting();

    @Message
    String facts();

    @Message
    String you(String name);

    @Message
    String somebody();

    @Message
    String nobody();

    @Message
    String none();

    @Message
    String yes(boolean yes);

    @Message
    String downloaded(String size, String wasted);

    @Message
    String down_up(String down, String up);

    @Message
    String of_swarm(long connected, long all);

    @Message
    String copy(String what);

    @Message
    String name();

    @Message
    String size();

    @Message
    String done();

    @Message
    String priority_label();

    @Message
    String choose_file(String name);

    @Message
    String open_folder(String name);

    @Message
    String close_folder(String name);

    @Message
    String rename(String name);

    @Message
    String files_of(int wanted, int all, String size, String of);

    @Message
    String files_left(int left);

    @Message
    String set_priority();

    @Message
    String no_files();

    @Message
    String tier(int tier);

    @Message
    String counted(long seeds, long leeches, long downloaded);

    @Message
    String edit(String name);

    @Message
    String remove(String name);

    @Message
    String hidden();

    @Message
    String no_trackers();

    @Message
    String peer();

    @Message
    String client();

    @Message
    String has();

    @Message
    String flags();

    @Message
    String choose_peer(String address);

    @Message
    String peers_shown(int shown, int all);

    @Message
    String no_peers();

    @Message
    String no_web_seeds();

    @Message
    String no_activity();

    @Message
    String all_activity();

    @Message
    String by(String name);

    @Message
    String server();

    @Message
    String ratio();

    @Message
    String down();

    @Message
    String up();
}
