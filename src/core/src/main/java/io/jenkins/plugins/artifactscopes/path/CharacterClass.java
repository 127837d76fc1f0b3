package io.jenkins.plugins.artifactscopes.path;

import java.util.Arrays;

/** One character out of a set: {@code [a-z_]}, or not out of it: {@code [!a-z]}. */
final class CharacterClass {
    private final boolean negated;
    private final int[] ranges;

    private CharacterClass(boolean negated, int[] ranges) {
        this.negated = negated;
        this.ranges = ranges;
    }

    /** Where the class that opens at {@code open} ends, exclusive; -1 when it does not. */
    static int end(String text, int open) {
        int at = first(text, open);
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ']' && at > start) {
                return at + 1;
            }
            at += c == '\\' ? 2 : 1;
        }
        return -1;
    }

    static CharacterClass parse(String glob, String text, int open, int end) {
        int at = first(text, open);
        int[] ranges = new int[2 * (end - at)];
        int count = 0;
        while (at < end - 1) {
            at = text.charAt(at) == '\\' ? at + 1 : at;
            int low = text.codePointAt(at);
            at += Character.charCount(low);
            int high = low;
            if (text.charAt(at) == '-' && at + 1 < end - 1) {
                at = text.charAt(at + 1) == '\\' ? at + 2 : at + 1;
                high = text.codePointAt(at);
                at += Character.charCount(high);
            }
            if (high < low || low == '/' || high == '/') {
                throw Selector.refused(
                        glob,
                        "'" + text.substring(open, end)
                                + "' is no set of characters of a name; write it as [a-z], without '/'.");
            }
            ranges[count++] = low;
            ranges[count++] = high;
        }
        return new CharacterClass(negates(text, open), Arrays.copyOf(ranges, count));
    }

    private static boolean negates(String text, int open) {
        return open + 1 < text.length() && (text.charAt(open + 1) == '!' || text.charAt(open + 1) == '^');
    }

    private static int first(String text, int open) {
        return negates(text, open) ? open + 2 : open + 1;
    }

    boolean has(int character) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] <= character && character <= ranges[i + 1]) {
                return !negated;
            }
        }
        return negated;
    }
}
