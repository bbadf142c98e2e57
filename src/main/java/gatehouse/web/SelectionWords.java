package gatehouse.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The words about what is selected, its menu and how far what is done with it reaches, about columns and pages, and about
/// new categories and tags. The texts are in `messages/selection.properties`.
@MessageBundle("selection")
public interface SelectionWords {

    @Message
    String other();

    @Message
    String no_tag();

    @Message
    String nothing_to_copy();

    @Message
    String why_not();

    @Message
    String only_mine();

    @Message
    String only_able(int count);

    @Message
    String reach(String verb, int count);

    @Message
    String left(Offers.Kind kind, int count, String title);

    @Message
    String left_title(String verb, int count);

    @Message
    String left_more(int count);

    @Message
    String show_left(int count);

    @Message
    String copied();

    @Message
    String hidden_by_filter(String n);

    @Message
    String on_instances(String size, String n);

    @Message
    String hide_column();

    @Message
    String fit_column();

    @Message
    String fit_columns();

    @Message
    String rows_a_page();

    @Message
    String new_of(String kind);

    @Message
    String new_instance();

    @Message
    String new_hint();

    @Message
    String new_path_hint();

    @Message
    String new_make();

    @Message
    String new_made(String kind, String title);
}
