package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is kept: what it is, where its bytes are, and which push brought it.
 *
 * @param push the number of the commit; 0 as long as it is staged
 */
record Row(
        Entry.Kind kind,
        long size,
        @Nullable Digest digest,
        @Nullable String target,
        int mode,
        Instant modified,
        Place place,
        long push) {
    static Row directory(int mode, Instant modified) {
        return new Row(Entry.Kind.DIRECTORY, 0, null, null, mode, modified, Place.NOWHERE, 0);
    }

    static Row link(String target, Instant modified) {
        return new Row(Entry.Kind.LINK, 0, null, target, 0777, modified, Place.NOWHERE, 0);
    }

    static Row file(long size, Digest digest, int mode, Instant modified, Place place) {
        return new Row(Entry.Kind.FILE, size, digest, null, mode, modified, place, 0);
    }

    Row in(long commit) {
        return new Row(kind, size, digest, target, mode, modified, place, commit);
    }

    Row at(Place elsewhere) {
        return new Row(kind, size, digest, target, mode, modified, elsewhere, push);
    }

    boolean isDirectory() {
        return kind == Entry.Kind.DIRECTORY;
    }

    boolean isContent(long bytes, Digest sha256) {
        return kind == Entry.Kind.FILE && size == bytes && sha256.equals(requireDigest());
    }

    Digest requireDigest() {
        return Objects.requireNonNull(digest, "only a file has a digest");
    }

    String requireTarget() {
        return Objects.requireNonNull(target, "only a link has a target");
    }

    Entry entry(String path, PushInfo info) {
        return new Entry(ArtifactPath.of(path), kind, size, digest, target, mode, modified, info);
    }
}
