package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.Policies;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;

/** Counts what would go at once if a policy held. Looks at what is stored and changes nothing. */
final class RetentionPreview {
    private static final long MOST_ENTRIES = 200_000;

    private final ScopeStore store;
    private final Catalog catalog;
    private final Policies policies;
    private final Kept kept;
    private final Scope scope;
    private final Instant now;
    private long entries;
    private long files;
    private long bytes;

    /** @param policies those that would hold */
    RetentionPreview(ScopeStore store, Catalog catalog, Policies policies, Kept kept, Scope scope, Instant now) {
        this.store = store;
        this.catalog = catalog;
        this.policies = policies;
        this.kept = kept;
        this.scope = scope;
        this.now = now;
    }

    /** In words, of all projects. */
    String ofAll() throws IOException {
        for (String project : catalog.allProjects()) {
            if (!isGoingOn()) {
                break;
            }
            look(project);
        }
        return words();
    }

    /** In words, of one project. */
    String of(String project) throws IOException {
        look(project);
        return words();
    }

    private boolean isGoingOn() {
        return entries < MOST_ENTRIES;
    }

    private void look(String project) throws IOException {
        EffectivePolicy policy = policies.of(project);
        for (ScopeId id : catalog.allScopes(project)) {
            if (!isGoingOn()) {
                break;
            }
            if (id.scope() == scope && !kept.isKept(id)) {
                look(id, policy);
            }
        }
    }

    private void look(ScopeId id, EffectivePolicy policy) throws IOException {
        String artifact = "";
        boolean pinned = false;
        try (ScopeTree tree = store.open(id, ArtifactPath.ROOT)) {
            Iterator<Entry> all = tree.entries();
            while (all.hasNext() && isGoingOn()) {
                Entry entry = all.next();
                entries++;
                if (!entry.path().artifact().equals(artifact)) {
                    artifact = entry.path().artifact();
                    pinned = catalog.find(id, artifact)
                            .filter(ArtifactRecord::pinned)
                            .isPresent();
                }
                if (entry.isFile()
                        && policy.decide(scope, entry.path(), entry.push(), pinned)
                                .isDue(now)) {
                    files++;
                    bytes += entry.size();
                }
            }
        }
    }

    private String words() {
        String all = Amount.count(files, "file") + ", " + Amount.bytes(bytes) + ", would go with the next sweep.";
        return isGoingOn() ? all : "At least " + all;
    }
}
