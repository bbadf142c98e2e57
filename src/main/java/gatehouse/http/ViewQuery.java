package gatehouse.http;

import java.util.Optional;

import gatehouse.torrent.Filter;
import gatehouse.torrent.Query;
import gatehouse.torrent.Sort;

/// A view of the torrents as an address says it, the same for pages, streams and programs.
public final class ViewQuery {

    private ViewQuery() {
    }

    /// @param q what the filter field says
    /// @param sort a column, with `-` in front for descending
    /// @param from the first row, from 0
    /// @param count how many rows; more than [Query#LARGEST] are that many
    /// @throws Problem 400 for an unknown column, or a number that is none
    public static Query of(String q, String sort, String from, String count) {
        var order = sort == null ? Sort.DEFAULT
                : Sort.parse(sort).orElseThrow(() -> Problem.badRequest("The list cannot be sorted by that."));
        return new Query(Filter.parse(Optional.ofNullable(q).orElse("")), order, number(from, 0), number(count, Query.USUAL));
    }

    private static int number(String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,7}")) {
            throw Problem.badRequest("A number in the address is not a number.");
        }
        return Integer.parseInt(text);
    }
}
