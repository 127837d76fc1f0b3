package io.jenkins.plugins.artifactscopes.cli;

/** The nine Unix permission bits, in the two ways that people read them. */
final class Mode {
    private static final String LETTERS = "rwxrwxrwx";

    private Mode() {}

    /** Such as {@code rw-r--r--}. */
    static String letters(int mode) {
        StringBuilder letters = new StringBuilder(LETTERS);
        for (int bit = 0; bit < LETTERS.length(); bit++) {
            if ((mode >> (LETTERS.length() - 1 - bit) & 1) == 0) {
                letters.setCharAt(bit, '-');
            }
        }
        return letters.toString();
    }

    /** Such as {@code 0644}. */
    static String octal(int mode) {
        String digits = Integer.toOctalString(mode);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
