package io.jenkins.plugins.artifactscopes.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds tokens of jobs in text, as they are and in base64, whatever stands before them there. Tokens are known by how they begin, so nobody
 * who hides them has to have them.
 */
public final class JobTokenMask {
    private static final String HIDDEN = "****";
    private static final int BITS = 6;

    private final List<String> beginnings = new ArrayList<>();
    private final Pattern tokens;

    public JobTokenMask() {
        beginnings.add(JobTokens.PREFIX);
        for (int before = 0; before < 3; before++) {
            beginnings.add(encoded(before));
        }
        String base64 = String.join("|", beginnings.subList(1, beginnings.size()));
        tokens = Pattern.compile(JobTokens.PREFIX + "[A-Za-z0-9_.-]+|(?:" + base64 + ")[A-Za-z0-9+/=_-]+");
    }

    /** How the prefix reads in base64 when {@code before} bytes, modulo 3, are before it: the characters that nothing else decides. */
    private static String encoded(int before) {
        byte[] prefix = JobTokens.PREFIX.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(new byte[before], before + prefix.length);
        System.arraycopy(prefix, 0, all, before, prefix.length);
        int first = (before * Byte.SIZE + BITS - 1) / BITS;
        int end = all.length * Byte.SIZE / BITS;
        return Base64.getEncoder().encodeToString(all).substring(first, end);
    }

    /** The text with each token replaced by asterisks; the very same text where there is none. */
    public String hide(String text) {
        boolean may = beginnings.stream().anyMatch(text::contains);
        return may ? tokens.matcher(text).replaceAll(HIDDEN) : text;
    }
}
