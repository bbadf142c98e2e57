package gatehouse.http;

import gatehouse.action.Right;
import gatehouse.qbittorrent.Health.Failure;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The sentences all faces share: what went wrong, where, and what to do next. The texts are in
/// `messages/explain.properties`.
@MessageBundle("explain")
public interface Explain {

    @Message
    String right(Right right);

    @Message
    String no_right(String right, String instance);

    @Message
    String no_right_of_house(String right);

    @Message
    String not_by_key(String right);

    @Message
    String not_own(String right, String instance);

    @Message
    String not_opted_in(String right, String instance);

    @Message
    String ask(String whom);

    @Message
    String ask_nobody();

    @Message
    String refused_title();

    @Message
    String sign_in_first_title();

    @Message
    String sign_in_first();

    @Message
    String token_refused_title();

    @Message
    String token_refused();

    @Message
    String key_first();

    @Message
    String key_refused();

    @Message
    String key_without_grant();

    @Message
    String token_provider_title();

    @Message
    String token_provider();

    @Message
    String no_grant_title();

    @Message
    String no_grant();

    @Message
    String done(String action, int count, String instance);

    @Message
    String done_none(String instance);

    @Message
    String missing();

    @Message
    String invalid(String parameter, String why);

    @Message
    String unsupported(String instance, String version, String what);

    @Message
    String never(String action);

    @Message
    String outside(String parameter, String instance, String allowed);

    @Message
    String exceeded_torrents(String instance, String used, String allowed);

    @Message
    String exceeded_adds_per_day(String instance, String used, String allowed);

    @Message
    String exceeded_size(String instance, String used, String allowed);

    @Message
    String partly(int done, int of, String instance);

    @Message
    String rejected(String instance, int status);

    @Message
    String unknown(String instance);

    @Message
    String unaudited();

    @Message
    String offline(String instance);

    @Message
    String waiting();

    @Message
    String connected(String version);

    @Message
    String unreachable(Failure failure);

    @Message
    String unreachable_advice(Failure failure);

    @Message
    String credentials_rejected();

    @Message
    String credentials_rejected_advice(String instance);

    @Message
    String banned();

    @Message
    String banned_advice(String instance);

    @Message
    String version_unsupported(String version);

    @Message
    String version_unsupported_advice();

    @Message
    String internal_title();

    @Message
    String internal(String reference);

    @Message
    String store_title();

    @Message
    String store();

    @Message
    String to_torrents();
}
