package io.jenkins.plugins.artifactscopes.engine;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.disk.DiskScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.ScopeRoots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes index and catalog anew from the journals while they are in use, one scope after the other: ids, pins and dates stay. A scope's readers
 * and pushers wait while it is told; what its project has counts less for the quota until it is done. A scope whose journal is damaged is left
 * as it is.
 */
public final class Retelling {
    private final DiskScopeStore store;
    private final Catalog catalog;
    private final ScopeRoots roots;

    Retelling(DiskScopeStore store, Catalog catalog, ScopeRoots roots) {
        this.store = store;
        this.catalog = catalog;
        this.roots = roots;
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        void told(long scopes, long ofAll);
    }

    /**
     * What was done.
     *
     * @param scopes that were told anew
     * @param problems with the others
     * @param complete false where it was stopped before the end
     */
    public record Result(long scopes, List<Problem> problems, boolean complete) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * What was left as it is.
     *
     * @param scope that it is in; null for what cannot be said to be in one
     * @param text for people to read
     */
    public record Problem(@Nullable ScopeId scope, String text) {}

    /** @param stop asked before each scope; true ends it early, and nothing is half done */
    public Result run(BooleanSupplier stop, Progress progress) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Set<ScopeId> scopes = all(problems);
        long told = 0;
        long looked = 0;
        for (ScopeId scope : scopes) {
            if (stop.getAsBoolean()) {
                return new Result(told, problems, false);
            }
            try {
                store.retell(scope);
                told++;
            } catch (IOException e) {
                problems.add(new Problem(scope, String.valueOf(e.getMessage())));
            }
            progress.told(++looked, scopes.size());
        }
        return new Result(told, problems, true);
    }

    /** Those on disk, and those that only the index or only the catalog knows. */
    private Set<ScopeId> all(List<Problem> problems) throws IOException {
        Set<ScopeId> scopes = new TreeSet<>();
        roots.forEach(scopes::add, text -> problems.add(new Problem(null, text)));
        Iterator<ScopeId> indexed = store.scopes();
        while (indexed.hasNext()) {
            scopes.add(indexed.next());
        }
        for (String project : catalog.allProjects()) {
            catalog.allScopes(project).forEach(scopes::add);
        }
        return scopes;
    }
}
