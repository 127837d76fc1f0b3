package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.time.Instant;

/** Artifacts as lines of a list. */
final class ArtifactRows {
    private final Visit visit;
    private final Times times;
    private final Kept kept;

    ArtifactRows(Visit visit, Times times, Kept kept) {
        this.visit = visit;
        this.times = times;
        this.kept = kept;
    }

    static boolean isExpired(ArtifactRecord artifact, Kept kept, Instant now) {
        return artifact.entries() == 0
                || artifact.expiry().filter(at -> !at.isAfter(now)).isPresent() && !kept.isKept(artifact.scope());
    }

    Row row(ArtifactRecord artifact) {
        boolean expired = isExpired(artifact, kept, times.now());
        Digest digest = artifact.digest();
        ArtifactPath path = ArtifactPath.of(artifact.name());
        return new Row(
                ShownName.of(artifact.name()),
                digest == null ? "folder" : FileRows.symbol(artifact.name()),
                expired ? "" : address(Action.OPEN, artifact, path),
                expired ? visit.texts().of("expired") : "",
                visit.texts().bytes(artifact.bytes()),
                visit.texts().number(artifact.files()),
                times.of(artifact.updated()),
                expires(artifact),
                digest == null ? "" : digest.toString(),
                artifact.pinned(),
                deeds(artifact, path, expired));
    }

    TimeText expires(ArtifactRecord artifact) {
        if (artifact.pinned()) {
            return TimeText.none(visit.texts().of("kept.pinned"));
        }
        if (artifact.expiry().isPresent() && artifact.entries() > 0 && kept.isKept(artifact.scope())) {
            return TimeText.none(visit.texts().of("kept.run"));
        }
        return artifact.expiry()
                .map(times::of)
                .orElseGet(() -> TimeText.none(visit.texts().of("never")));
    }

    Deeds deeds(ArtifactRecord artifact, ArtifactPath path, boolean expired) {
        boolean mayDelete = visit.access().mayDelete(artifact.scope());
        boolean whole = path.value().equals(artifact.name());
        String delete = mayDelete ? address(Action.DELETE, artifact, path) : "";
        if (expired) {
            return new Deeds("", "", "", "", delete);
        }
        return new Deeds(
                artifact.digest() == null ? "" : address(Action.DOWNLOAD, artifact, path),
                address(Action.ZIP, artifact, path),
                mayDelete && whole && !artifact.pinned() ? address(Action.PIN, artifact, path) : "",
                mayDelete && whole && artifact.pinned() ? address(Action.UNPIN, artifact, path) : "",
                delete);
    }

    private String address(Action action, ArtifactRecord artifact, ArtifactPath path) {
        return visit.addresses().artifact(action, artifact.id(), path);
    }
}
