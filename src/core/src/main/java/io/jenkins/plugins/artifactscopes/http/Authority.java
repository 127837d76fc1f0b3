package io.jenkins.plugins.artifactscopes.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

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

    /**
     * Looks whether the push that a request commits is still wanted: asked when all is written, and nothing is to be seen yet.
     *
     * @throws IOException when it is not
     */
    default void requireWanted(HttpServletRequest request) throws IOException {
        // Most pushes are wanted by nobody but who sends them.
    }
}
