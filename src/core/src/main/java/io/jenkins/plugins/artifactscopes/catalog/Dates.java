package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    Optional<Instant> expires(ScopeId scope, Entry entry) {
        return expires(scope, entry, asked(scope, entry));
    }

    /** @param artifact the id of the entry's artifact, or null where it is not known to the rows yet */
    Optional<Instant> expires(ScopeId scope, Entry entry, @Nullable Long artifact) {
        return expires(scope, entry, artifact == null ? entry.push() : asked(entry, artifact));
    }

    private Optional<Instant> expires(ScopeId scope, Entry entry, PushInfo push) {
        return retention.expires(scope, push.equals(entry.push()) ? entry : entry.with(push));
    }

    /** The entry's push as if its pusher had asked for what is wanted now. */
    PushInfo asked(ScopeId scope, Entry entry) {
        if (!pins.knowsExpiries()) {
            return entry.push();
        }
        return rows.read(() -> rows.artifacts.find(scope, entry.path().artifact()))
                .map(artifact -> asked(entry, artifact.id()))
                .orElse(entry.push());
    }

    private PushInfo asked(Entry entry, long artifact) {
        PushInfo push = entry.push();
        return pins.expireIn(artifact)
                .map(wanted -> new PushInfo(push.number(), push.pushed(), push.by(), wanted))
                .orElse(push);
    }
}
