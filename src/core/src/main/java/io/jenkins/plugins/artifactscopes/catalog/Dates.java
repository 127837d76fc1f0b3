package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
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

    /**
     * When an entry expires.
     *
     * @param due when the rules let it go, be it the latest of its name or not
     * @param shown when it will go, if nothing else is pushed to its name
     */
    record Dated(Optional<Instant> due, Optional<Instant> shown) {}

    /**
     * Dates an entry of an artifact.
     *
     * @param artifact its id, or null where it is not new
     * @param newer tells how many later pushes there are to the same name
     */
    Dated date(ScopeId scope, Entry entry, @Nullable Long artifact, IntSupplier newer) {
        Entry wanted = with(entry, artifact == null ? asked(scope, entry) : asked(entry, artifact));
        Optional<Instant> due = retention.expires(scope, wanted);
        return new Dated(due, due.isEmpty() ? due : retention.expires(scope, wanted, newer));
    }

    /** When it will go, if nothing else is pushed to its name. */
    Optional<Instant> expires(ScopeId scope, Entry entry, IntSupplier newer) {
        return retention.expires(scope, with(entry, asked(scope, entry)), newer);
    }

    private static Entry with(Entry entry, PushInfo push) {
        return push.equals(entry.push()) ? entry : entry.with(push);
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
