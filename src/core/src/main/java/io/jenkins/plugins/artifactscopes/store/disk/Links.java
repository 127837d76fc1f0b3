package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings contents that another entry has into a push, as hard links: a large file by itself, a small one with the segment that it lies
 * in, which is copied down to what is used of it once that is less than half.
 */
final class Links {
    private final DiskScopeStore store;
    private final DiskLayout layout;
    private final StagedContents.Numbers numbers;
    private final Map<Origin, Long> segments = new HashMap<>();

    Links(DiskScopeStore store, DiskLayout layout, StagedContents.Numbers numbers) {
        this.store = store;
        this.layout = layout;
        this.numbers = numbers;
    }

    /** The checksum tells a segment from an earlier one of that number. */
    private record Origin(ScopeId scope, long segment, int crc32c) {}

    /** Where the content is now, and the segment that came with it, if one did. */
    record Linked(Place place, Line.@Nullable Sealed newSegment) {}

    /** Empty when the content is not there any more. */
    Optional<Linked> link(ScopeStore.Known known, long size, Digest digest) throws IOException {
        try (DiskScopeStore.Use origin = store.use(known.scope())) {
            return origin.scope().read(scope -> {
                Row row = scope == null
                        ? null
                        : store.index().entry(scope, known.path().value());
                return scope == null || row == null || !row.isContent(size, digest)
                        ? Optional.empty()
                        : Optional.of(link(origin.scope(), scope, row.place()));
            });
        }
    }

    private Linked link(DiskScope origin, ScopeRow scope, Place place) throws IOException {
        if (place.isNowhere()) {
            return new Linked(place, null);
        }
        Path content = origin.layout().content(place);
        if (!place.isSegment()) {
            Files.createDirectories(layout.files());
            Place file = Place.file(numbers.next());
            linkOrCopy(content, layout.content(file));
            return new Linked(file, null);
        }
        SegmentRow row = store.index().segment(scope, place.number());
        Origin segment = new Origin(origin.id(), place.number(), row == null ? 0 : row.crc32c());
        Long there = segments.get(segment);
        if (there != null) {
            return new Linked(new Place(there, place.offset()), null);
        }
        Files.createDirectories(layout.segments());
        Place linked = new Place(numbers.next(), place.offset());
        linkOrCopy(content, layout.content(linked));
        segments.put(segment, linked.number());
        return new Linked(linked, row == null ? null : new Line.Sealed(linked.number(), row.bytes(), row.crc32c()));
    }

    private void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Some file systems have no hard links, the others a limit to their number.
            Files.copy(from, to);
            store.shared().durability().syncFile(to);
        }
    }
}
