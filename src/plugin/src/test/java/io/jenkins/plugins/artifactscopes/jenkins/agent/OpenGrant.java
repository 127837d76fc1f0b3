package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.IOException;

/** The transfer of a step that is still at work, as its agent is told of it. */
public final class OpenGrant implements AutoCloseable {
    private final Grant grant;

    private OpenGrant(Grant grant) {
        this.grant = grant;
    }

    private static Grant.Place place() throws IOException {
        ScopeService service = ScopeService.get();
        return new Grant.Place(service.store(), service.catalog(), service.desk());
    }

    public static OpenGrant push(ScopeId scope, String name, String attempt) throws IOException {
        Holder holder = new Holder(
                scope.project(), scope.workflow().orElse(null), scope.job().orElse(null));
        PushTerms terms = new PushTerms(scope, holder, "step", ArtifactPath.of(name), Overwrite.REFUSE, null, attempt);
        return new OpenGrant(Grants.get().push(terms, place()));
    }

    public static OpenGrant pull(ScopeId scope, String path) throws IOException {
        PathChoice files = new PathChoice(path, "x", "", "", false, false);
        return new OpenGrant(Grants.get().pull(scope, files, place()));
    }

    /** Below the address of Jenkins; ends with a slash. */
    public String path() {
        return Grants.get().path(grant);
    }

    /** As when the build is told to end the step, which is at work. */
    void abort() {
        grant.abort();
    }

    /** As when the step ends. */
    @Override
    public void close() {
        Grants.get().revoke(grant);
    }
}
