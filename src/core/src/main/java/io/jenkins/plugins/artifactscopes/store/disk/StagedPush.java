package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes a push that is not going to be committed off the disk. */
final class StagedPush {
    private StagedPush() {}

    /**
     * Removes the journal of the push and the contents that it names, but those that the scope has: its process may have died right after
     * the commit. The journal goes first, so that no journal names a content that is gone, whose number may be given out again.
     *
     * @param row the scope's, in step with its manifest
     */
    static void remove(EntryIndex index, @Nullable ScopeRow row, DiskLayout layout, String key) throws IOException {
        Path staged = layout.staged(key);
        if (Files.exists(staged)) {
            try (JournalReader lines = new JournalReader(staged, 0)) {
                Files.delete(staged);
                for (Line line = Resumption.nextWhole(lines); line != null; line = Resumption.nextWhole(lines)) {
                    if (line instanceof Line.Put put) {
                        remove(index, row, layout, put.row().place());
                    }
                }
            }
        }
        Path partial = layout.partial(key);
        if (Files.exists(partial)) {
            String text = Files.readString(partial);
            Files.delete(partial);
            if (text.matches("[0-9]{1,18} [0-9]{1,18}")) {
                remove(
                        index,
                        row,
                        layout,
                        Place.file(LargeFile.Partial.parse(text).number()));
            }
        }
    }

    private static void remove(EntryIndex index, @Nullable ScopeRow row, DiskLayout layout, Place place)
            throws IOException {
        if (!place.isNowhere() && (row == null || index.segment(row, place.number()) == null)) {
            Files.deleteIfExists(layout.content(place));
        }
    }
}
