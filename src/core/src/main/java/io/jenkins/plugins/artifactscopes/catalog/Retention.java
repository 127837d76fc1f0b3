package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The rules by which entries expire, as far as the catalog needs to know them. Quick, and safe for use by many threads. */
@FunctionalInterface
public interface Retention {
    /** Keeps everything. */
    Retention NEVER = (scope, entry) -> Optional.empty();

    /** When the rules of today let the entry expire, pinned or not, the latest of its name or not; empty for never. */
    Optional<Instant> expires(ScopeId scope, Entry entry);

    /**
     * The same, where the latest of each name may be kept longer.
     *
     * @param newer tells how many later pushes there are to the same name that still have files there
     */
    default Optional<Instant> expires(ScopeId scope, Entry entry, IntSupplier newer) {
        return expires(scope, entry);
    }
}
