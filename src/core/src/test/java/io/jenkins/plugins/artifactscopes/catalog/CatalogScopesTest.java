package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.Test;

public class CatalogScopesTest {
    private static final String APP = "team/app";

    private final MVStore store = new MVStore.Builder().autoCommitDisabled().open();
    private final Catalog catalog =
            new Catalog(store, new ReentrantReadWriteLock(), Retention.NEVER, new StoredPins(store), Quotas.NONE);
    private final MemoryScopes scopes = new MemoryScopes();

    private void push(ScopeId scope) {
        scopes.push(catalog, scope, Instant.EPOCH, null, List.of(MemoryScopes.file("f", 1)));
    }

    @Test
    public void shouldNameTheScopesOfTheRunsOfABranchAndNoOthers() {
        ScopeId first = ScopeId.workflow(APP, "feature%2Fx/1");
        ScopeId job = ScopeId.job(APP, "feature%2Fx/1", "Build");
        ScopeId second = ScopeId.workflow(APP, "feature%2Fx/2");
        push(ScopeId.project(APP));
        for (String other : new String[] {"feature%2F/1", "feature%2Fx2/1", "feature%2FX/1", "17", "master/1"}) {
            push(ScopeId.workflow(APP, other));
        }
        push(ScopeId.workflow("team/app2", "feature%2Fx/1"));
        push(second);
        push(job);
        push(first);

        assertThat(catalog.allScopes(APP, "feature%2Fx/")).containsExactly(first, job, second);
        assertThat(catalog.allScopes(APP, "gone/")).isEmpty();
        assertThat(catalog.allScopes(APP)).hasSize(9).startsWith(ScopeId.project(APP));
    }
}
