package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/** When entries expire by the rules, with what somebody asked for an artifact since in the place of what its pushers asked. */
final class Dates {
    private final CatalogRows rows;
    private final Retention retention;
    private final Pins pins;

    Dates(CatalogRows rows, Retention retention, Pins pins) {
        this.rows = rows;
        this.retention = retention;
        this.pins = pins;
    }

    /** @param asked as {@link #asked} gives it */
    Optional<Instant> expires(ScopeId scope, Entry asked) {
        return retention.expires(scope, asked);
    }

    /** @param asked as {@link #asked} gives it */
    Optional<Instant> expires(ScopeId scope, Entry asked, IntSupplier newer) {
        return retention.expires(scope, asked, newer);
    }

    /** The entry as if its pusher had asked for what is wanted now. */
    Entry asked(ScopeId scope, Entry entry) {
        if (!pins.knowsExpiries()) {
            return entry;
        }
        return rows.read(() -> rows.artifacts.find(scope, entry.path().artifact()))
                .map(artifact -> asked(entry, artifact.id()))
                .orElse(entry);
    }

    /** @param artifact the id of the entry's artifact */
    Entry asked(Entry entry, long artifact) {
        PushInfo push = entry.push();
        return pins.expireIn(artifact)
                .map(wanted -> entry.with(new PushInfo(push.number(), push.pushed(), push.by(), wanted)))
                .orElse(entry);
    }
}
