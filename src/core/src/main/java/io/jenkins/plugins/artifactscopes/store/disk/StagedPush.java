package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a push that is not going to be committed off the disk. */
final class StagedPush {
    private StagedPush() {}

    /** Removes the contents that the journal of the push names, and the journal. */
    static void remove(DiskLayout layout, String key) throws IOException {
        Path staged = layout.staged(key);
        if (Files.exists(staged)) {
            try (JournalReader lines = new JournalReader(staged, 0)) {
                for (Line line = Resumption.nextWhole(lines); line != null; line = Resumption.nextWhole(lines)) {
                    if (line instanceof Line.Put put && !put.row().place().isNowhere()) {
                        Files.deleteIfExists(layout.content(put.row().place()));
                    }
                }
            }
            Files.delete(staged);
        }
        Path partial = layout.partial(key);
        if (Files.exists(partial)) {
            String text = Files.readString(partial);
            if (text.matches("[0-9]{1,18} [0-9]{1,18}")) {
                Files.deleteIfExists(layout.file(LargeFile.Partial.parse(text).number()));
            }
            Files.delete(partial);
        }
    }
}
