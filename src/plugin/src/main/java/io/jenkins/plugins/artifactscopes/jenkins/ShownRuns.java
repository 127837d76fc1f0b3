package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.Jenkins;
import jenkins.model.StandardArtifactManager;

/**
 * Has Jenkins' own pages and steps show what is pushed to the workflow scope of a run, where that is selected. Jenkins asks which manager a run has when
 * something is archived, while a push archives nothing.
 */
public final class ShownRuns {
    private ShownRuns() {}

    /**
     * To be called before a push to the scope. Does nothing where that is not the workflow scope of a run.
     *
     * @throws IOException when the run's record cannot be written
     */
    public static void show(ScopeId scope) throws IOException {
        boolean selected = ArtifactManagerConfiguration.get().getArtifactManagerFactories().stream()
                .anyMatch(Shows.class::isInstance);
        Run<?, ?> run = selected && scope.scope() == Scope.WORKFLOW ? run(scope).orElse(null) : null;
        if (run != null && run.getArtifactManager() instanceof StandardArtifactManager) {
            run.pickArtifactManager();
        }
    }

    private static Optional<Run<?, ?>> run(ScopeId scope) {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            return new ProjectItems(Jenkins.get(), ACL.SYSTEM2)
                    .project(scope.project())
                    .flatMap(project ->
                            ProjectItems.run(project, scope.workflow().orElseThrow()));
        }
    }

    /** A factory of managers that show the workflow scope of a run. */
    public interface Shows {}
}
