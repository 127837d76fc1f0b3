package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one commit does to one artifact. */
final class ArtifactDelta {
    private final String name;
    private long files;
    private long bytes;
    private final Map<Long, Long> pushes = new HashMap<>();
    private long put;
    private long removed;
    private boolean datable;
    private boolean never;
    private Instant latest = Instant.MIN;
    private boolean topChanged;
    private @Nullable Digest digest;
    private @Nullable Entry oldest;
    private @Nullable Entry newest;

    ArtifactDelta(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void put(Entry entry, Optional<Instant> expires) {
        put++;
        count(entry, 1);
        if (entry.kind() != Entry.Kind.DIRECTORY) {
            date(expires);
            pushes.merge(entry.push().number(), 1L, Long::sum);
        }
        if (isTop(entry)) {
            topChanged = true;
            digest = entry.digest();
        }
        if (oldest == null || entry.push().number() < oldest.push().number()) {
            oldest = entry;
        }
        if (newest == null || entry.push().number() > newest.push().number()) {
            newest = entry;
        }
    }

    void removed(Entry entry) {
        removed++;
        count(entry, -1);
        topChanged |= isTop(entry);
        if (entry.kind() != Entry.Kind.DIRECTORY) {
            pushes.merge(entry.push().number(), -1L, Long::sum);
        }
    }

    /** How many files and links more there are of each push, or fewer. */
    Map<Long, Long> pushes() {
        return pushes;
    }

    private boolean isTop(Entry entry) {
        return entry.path().value().length() == name.length();
    }

    private void count(Entry entry, int sign) {
        if (entry.isFile()) {
            files += sign;
            bytes += sign * entry.size();
        }
    }

    private void date(Optional<Instant> expires) {
        datable = true;
        never |= expires.isEmpty();
        expires.filter(instant -> instant.isAfter(latest)).ifPresent(instant -> latest = instant);
    }

    /**
     * The artifact as this commit leaves it; empty when nothing is left.
     *
     * @param id of an artifact that was not there before
     */
    Optional<ArtifactRecord> applied(ScopeId scope, @Nullable ArtifactRecord before, long id, boolean pinned) {
        if (before != null) {
            return Optional.of(changed(before, id, pinned)).filter(artifact -> artifact.entries() > 0);
        }
        Entry first = oldest;
        return first == null || put <= removed ? Optional.empty() : Optional.of(created(scope, first, id, pinned));
    }

    private ArtifactRecord created(ScopeId scope, Entry first, long id, boolean pinned) {
        Entry last = newest == null ? first : newest;
        return new ArtifactRecord(
                id,
                scope,
                name,
                millis(first),
                millis(last),
                files,
                put - removed,
                bytes,
                expires(),
                pinned,
                last.push().by(),
                last.push().number(),
                digest);
    }

    private ArtifactRecord changed(ArtifactRecord before, long id, boolean pinned) {
        Entry last = newest;
        return new ArtifactRecord(
                id,
                before.scope(),
                name,
                before.created(),
                last == null ? before.updated() : millis(last),
                before.files() + files,
                before.entries() + put - removed,
                before.bytes() + bytes,
                expires(before),
                pinned,
                last == null ? before.by() : last.push().by(),
                last == null ? before.commit() : last.push().number(),
                topChanged ? digest : before.digest());
    }

    private static Instant millis(Entry entry) {
        return Instant.ofEpochMilli(entry.push().pushed().toEpochMilli());
    }

    /** Whether all that was there before is gone, so that its expiry counts no more. */
    private boolean replacesAll(ArtifactRecord before) {
        return removed >= before.entries();
    }

    /** When the last of the entries that were put expires; null for never. */
    @Nullable
    Instant expires() {
        return never || !datable ? null : DueRuns.rounded(latest);
    }

    /** When the last of all that is left expires, as far as the sums tell: at the latest then. */
    @Nullable
    Instant expires(ArtifactRecord before) {
        Instant old = before.expires();
        if (!datable) {
            return old;
        }
        Instant mine = expires();
        if (mine == null || replacesAll(before)) {
            return mine;
        }
        return old == null || old.isAfter(mine) ? old : mine;
    }
}
