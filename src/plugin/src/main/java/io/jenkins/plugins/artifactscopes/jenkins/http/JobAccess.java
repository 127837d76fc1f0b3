package io.jenkins.plugins.artifactscopes.jenkins.http;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.jenkins.ShownRuns;
import io.jenkins.plugins.artifactscopes.jenkins.shell.LiveTokens;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.Optional;

/** What a job may do with its token: the same as its steps. */
record JobAccess(LiveTokens.Job job) implements Access {
    @Override
    public String name() {
        return job.by();
    }

    @Override
    public Holder holder() {
        return job.claim().holder();
    }

    @Override
    public boolean mayRead(ScopeId scope) {
        return holder().reaches(scope);
    }

    @Override
    public boolean mayWrite(ScopeId scope) {
        return mayRead(scope)
                && (scope.scope() != Scope.PROJECT || job.projectRefusal().isEmpty());
    }

    @Override
    public void pushing(ScopeId scope) throws IOException {
        ShownRuns.show(scope);
    }

    @Override
    public Optional<String> writeRefusal(ScopeId scope) {
        return mayRead(scope) ? job.projectRefusal() : Optional.empty();
    }

    @Override
    public boolean mayConfigure(String project) {
        return false;
    }

    @Override
    public void requireLive() throws IOException {
        if (LiveTokens.live(job.claim()).isEmpty()) {
            throw new IOException("The job that asked for this has ended.");
        }
    }

    /** What a job has begun ends with it, whatever happens to the controller in between. */
    @Override
    public String bound() {
        return job.claim().encoded();
    }
}
