package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Numbers each run when it first pushes; all else it leaves to the catalog. */
public final class RunListener implements StoreListener {
    private static final Logger LOGGER = Logger.getLogger(RunListener.class.getName());

    private final LoggedRuns runs;
    private final StoreListener catalog;

    public RunListener(LoggedRuns runs, StoreListener catalog) {
        this.runs = runs;
        this.catalog = catalog;
    }

    @Override
    public Change begin(ScopeId scope, PushInfo push) {
        scope.workflow().ifPresent(workflow -> number(scope.project(), workflow));
        return catalog.begin(scope, push);
    }

    private void number(String project, String workflow) {
        try {
            runs.push(project, workflow);
        } catch (IOException e) {
            // The push is durable and stands. The run's next one tries again.
            LOGGER.log(Level.WARNING, "Run " + workflow + " of " + project + " could not be numbered", e);
        }
    }

    @Override
    public void told(ScopeId scope, Origin origin) {
        scope.workflow().ifPresent(workflow -> tell(scope.project(), workflow, origin));
    }

    private void tell(String project, String workflow, Origin origin) {
        try {
            runs.tell(project, workflow, origin);
        } catch (IOException e) {
            // No reason to refuse the push. The run's next one tries again.
            LOGGER.log(Level.WARNING, "What run " + workflow + " of " + project + " was built from is not kept", e);
        }
    }

    @Override
    public void forget(ScopeId scope) {
        catalog.forget(scope);
    }

    @Override
    public void admit(ScopeId scope, long bytes, long files) throws QuotaExceeded {
        catalog.admit(scope, bytes, files);
    }

    @Override
    public Optional<Instant> expires(ScopeId scope, Entry entry) {
        return catalog.expires(scope, entry);
    }
}
