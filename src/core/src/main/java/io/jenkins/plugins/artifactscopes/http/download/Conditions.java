package io.jenkins.plugins.artifactscopes.http.download;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** Conditional requests, RFC 9110 section 13. */
public final class Conditions {
    private Conditions() {}

    /**
     * Whether the sender has what would be sent.
     *
     * @param tag the entity tag of what would be sent, with its quotes
     */
    public static boolean isUnchanged(HttpServletRequest request, String tag) {
        String known = request.getHeader("If-None-Match");
        return known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }
}
