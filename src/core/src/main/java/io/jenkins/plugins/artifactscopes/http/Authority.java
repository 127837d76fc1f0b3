package io.jenkins.plugins.artifactscopes.http;

import jakarta.servlet.http.HttpServletRequest;

/** Knows who sends a request. */
@FunctionalInterface
public interface Authority {
    /** @throws Refusal 401 without or with wrong credentials, 403 or 404 for one who may not come in at all */
    Access of(HttpServletRequest request) throws Refusal;

    /**
     * Looks whether there still is what the address of a push was bound to when it was signed.
     *
     * @param bound as {@link Access#bound} said it; never empty
     * @throws Refusal 403 when that is over, or cannot be told
     */
    default void requireLive(String bound) throws Refusal {
        throw new Refusal(403, "This address was good for something that is not known here.");
    }
}
