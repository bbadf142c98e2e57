package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words of the audit. The texts are in `messages/audit.properties`.
@MessageBundle("audit")
public interface AuditWords {

    @Message
    String menu();

    @Message
    String title();

    @Message
    String lead(long days);

    @Message
    String title_mine();

    @Message
    String lead_mine();

    @Message
    String mine();

    @Message
    String filters();

    @Message
    String everything();

    @Message
    String result(String result);

    @Message
    String person();

    @Message
    String instance();

    @Message
    String all_instances();

    @Message
    String action();

    @Message
    String torrent();

    @Message
    String results();

    @Message
    String all_results();

    @Message
    String from();

    @Message
    String until();

    @Message
    String show();

    @Message
    String clear();

    @Message
    String columns_when();

    @Message
    String columns_who();

    @Message
    String columns_did();

    @Message
    String columns_what();

    @Message
    String columns_where();

    @Message
    String columns_result();

    @Message
    String today(String day);

    @Message
    String yesterday(String day);

    @Message
    String none();

    @Message
    String none_advice();

    @Message
    String zone(String name);

    @Message
    String older();

    @Message
    String newest();

    @Message
    String torrents(int count);

    @Message
    String own_action(String id);

    @Message
    String outcome();

    @Message
    String ended(String time);

    @Message
    String never_ended();

    @Message
    String times(long times, String last);

    @Message
    String refused_right(String right, boolean own, boolean off, boolean key);

    @Message
    String failed_unsupported(String what, String version);

    @Message
    String failed_unreachable();

    @Message
    String failed_rejected(String status);

    @Message
    String failed_lost();

    @Message
    String failed_partly(String done, String of);

    @Message
    String refused_never();

    @Message
    String refused_outside(String parameter);

    @Message
    String refused_limit(String limit);

    @Message
    String allowed_by();

    @Message
    String policy(long generation);

    @Message
    String arguments();

    @Message
    String reference();

    @Message
    String key(String name);

    @Message
    String from_address(String address);

    @Message
    String more(int count);

    @Message
    String verify();

    @Message
    String intact(long rows);

    @Message
    String broken(long row, String fault);
}
