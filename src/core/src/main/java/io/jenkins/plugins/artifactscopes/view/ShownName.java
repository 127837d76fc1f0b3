package io.jenkins.plugins.artifactscopes.view;

/** Names as pages show them: what would be unseen, or would turn the text around it, is spelt out. */
final class ShownName {
    private ShownName() {}

    static String of(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
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
