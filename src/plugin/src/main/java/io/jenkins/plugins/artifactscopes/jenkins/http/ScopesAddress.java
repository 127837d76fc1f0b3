package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * {@code /artifact-scopes/} below Jenkins. It is open to requests of anybody, because the signed ones carry no credentials that Jenkins
 * knows: each of the servlets looks at what a request may do.
 */
@Extension
public final class ScopesAddress implements UnprotectedRootAction {
    static final String NAME = "artifact-scopes";

    private final Mounts mounts = new Mounts();

    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return NAME;
    }

    Mounts mounts() {
        return mounts;
    }

    /** Everything below. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        mounts.service(request, response);
    }
}
