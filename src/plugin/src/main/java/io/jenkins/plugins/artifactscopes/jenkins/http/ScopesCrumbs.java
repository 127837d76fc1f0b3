package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.security.csrf.CrumbExclusion;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.jenkins.shell.LiveTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets requests below {@code /artifact-scopes/} pass without a crumb that no page of another site can bring about: those at a signed address,
 * and those with an API token, or the token of a job, in their header.
 */
@Extension
public final class ScopesCrumbs extends CrumbExclusion {
    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // As Jenkins itself will read it: "a/../b" is b.
        String path = request.getPathInfo();
        if (path == null || Mounts.below(path).isEmpty()) {
            return false;
        }
        if (!isSigned(request, path) && !isOfJob(request, path) && !Caller.isByToken(request)) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }

    /** A job's token is looked at again when the request is served. */
    private static boolean isOfJob(HttpServletRequest request, String path) {
        return Mounts.isTransfer(path)
                && Caller.jobToken(request).flatMap(LiveTokens::job).isPresent();
    }

    private static boolean isSigned(HttpServletRequest request, String path) {
        try {
            return ExtensionList.lookupSingleton(ScopesAddress.class).mounts().isSigned(request, path);
        } catch (Refusal e) {
            // As long as nothing can be served, nothing is let in.
            return false;
        }
    }
}
