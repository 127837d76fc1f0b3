package io.jenkins.plugins.artifactscopes.store;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run was built from, as a pusher tells it.
 *
 * @param branch 1 to 255 bytes of UTF-8 without control characters, or null
 * @param sha the commit, 7 to 64 hexadecimal digits, or null
 */
public record Origin(@Nullable String branch, @Nullable String sha) {
    /** Nothing was told. */
    public static final Origin NONE = new Origin(null, null);

    private static final int MAX_BRANCH = 255;
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{7,64}");

    /** @throws IllegalArgumentException when one is out of its bounds; the message says which */
    public Origin {
        if (branch != null && !isBranch(branch)) {
            throw new IllegalArgumentException("A branch has 1 to " + MAX_BRANCH
                    + " bytes and no control characters; this has none such: " + printable(branch));
        }
        if (sha != null && !SHA.matcher(sha).matches()) {
            throw new IllegalArgumentException(
                    "A commit is told by 7 to 64 hexadecimal digits, not by '" + printable(sha) + "'.");
        }
    }

    private static boolean isBranch(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_BRANCH
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BRANCH;
    }

    private static String printable(String text) {
        String shortened = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }

    /** Reads both; an empty text is null. */
    public static Origin of(String branch, String sha) {
        return branch.isEmpty() && sha.isEmpty()
                ? NONE
                : new Origin(branch.isEmpty() ? null : branch, sha.isEmpty() ? null : sha);
    }

    public String branchOrEmpty() {
        return branch == null ? "" : branch;
    }

    public String shaOrEmpty() {
        return sha == null ? "" : sha;
    }
}
