package gatehouse.http;

import io.quarkus.qute.TemplateExtension;

/// What somebody else has written within a sentence of ours: whichever way it runs, the sentence goes on as it would without
/// (Unicode Standard Annex 9).
public final class Isolated {

    private static final char START = '\u2068';
    private static final char END = '\u2069';

    private Isolated() {
    }

    /// The same text, between an isolate's start and end where it has a direction of its own. An end that it brings along
    /// would end ours and is left out; what it does not end is ended.
    @TemplateExtension
    public static String isolated(String text) {
        return text.codePoints().anyMatch(Isolated::turns) ? START + closed(text) + END : text;
    }

    private static boolean turns(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER, Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE, Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE, Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE, Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
                true;
            default -> false;
        };
    }

    private static String closed(String text) {
        var closed = new StringBuilder();
        var open = 0;
        for (var letter : text.toCharArray()) {
            if (letter == END && open == 0) {
                continue;
            }
            open += letter == END ? -1 : letter >= '\u2066' && letter <= START ? 1 : 0;
            closed.append(letter);
        }
        return closed.append(String.valueOf(END).repeat(open)).toString();
    }
}
