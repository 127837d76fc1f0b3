package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import java.util.Optional;

/** The rules by which entries expire, as far as the catalog needs to know them. Quick, and safe for use by many threads. */
@FunctionalInterface
public interface Retention {
    /** Keeps everything. */
    Retention NEVER = (scope, entry) -> Optional.empty();

    /** When the rules of today let the entry expire, pinned or not; empty for never. */
    Optional<Instant> expires(ScopeId scope, Entry entry);
}
