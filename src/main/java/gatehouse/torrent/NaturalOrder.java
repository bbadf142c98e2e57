package gatehouse.torrent;

import java.util.Comparator;

/// Names as people sort them: upper and lower case alike, and numbers by their value, so that `part 9` is before `part 10`.
final class NaturalOrder implements Comparator<String> {

    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {
    }

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            var a = left.charAt(i);
            var b = right.charAt(j);
            if (digit(a) && digit(b)) {
                var endOfA = end(left, i);
                var endOfB = end(right, j);
                var order = numbers(left, i, endOfA, right, j, endOfB);
                if (order != 0) {
                    return order;
                }
                i = endOfA;
                j = endOfB;
            } else {
                var order = a == b ? 0 : Character.compare(lower(a), lower(b));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
        }
        return Integer.compare(left.length() - i, right.length() - j);
    }

    private static int numbers(String left, int i, int endOfA, String right, int j, int endOfB) {
        var a = skipZeros(left, i, endOfA);
        var b = skipZeros(right, j, endOfB);
        var order = Integer.compare(endOfA - a, endOfB - b);
        for (var n = 0; order == 0 && a + n < endOfA; n++) {
            order = Character.compare(left.charAt(a + n), right.charAt(b + n));
        }
        return order;
    }

    private static int end(String text, int start) {
        var end = start;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipZeros(String text, int start, int end) {
        var at = start;
        while (at < end - 1 && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static boolean digit(char character) {
        return character >= '0' && character <= '9';
    }

    private static char lower(char character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }
}
