package io.jenkins.plugins.artifactscopes.path;

/**
 * Texts with names in them, as consoles and logs may have them: what would begin a line of its own, command a terminal, be unseen or turn
 * the text around it is spelt out.
 */
public final class Printable {
    private Printable() {}

    /** {@code text} with such characters written as {@code ‹U+000A›}. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnseen)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isUnseen(c)) {
                shown.append(String.format("\u2039U+%04X\u203a", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Half a character, which no encoding can write.
            case Character.SURROGATE -> true;
            default -> false;
        };
    }
}
