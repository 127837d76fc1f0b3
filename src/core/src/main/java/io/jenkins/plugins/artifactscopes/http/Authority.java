package io.jenkins.plugins.artifactscopes.http;

import jakarta.servlet.http.HttpServletRequest;

/** Knows who sends a request. */
@FunctionalInterface
public interface Authority {
    /** @throws Refusal 401 without or with wrong credentials, 403 or 404 for one who may not come in at all */
    Access of(HttpServletRequest request) throws Refusal;
}
