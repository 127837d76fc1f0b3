package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/** Takes a push that is not going to be committed off the disk. */
final class StagedPush {
    private StagedPush() {}

    /**
     * Removes the contents that the journal of the push names, and the journal.
     *
     * @param index tells what entries have: a process may have died between the commit of the push and the end of its journal, and
     *     then its contents are not its own any more
     */
    static void remove(EntryIndex index, ScopeId scope, DiskLayout layout, String key) throws IOException {
        LongPredicate needed = number -> index.scope(scope)
                .map(row -> index.segment(row, number) != null)
                .orElse(false);
        Path staged = layout.staged(key);
        if (Files.exists(staged)) {
            try (JournalReader lines = new JournalReader(staged, 0)) {
                for (Line line = Resumption.nextWhole(lines); line != null; line = Resumption.nextWhole(lines)) {
                    if (line instanceof Line.Put put
                            && !put.row().place().isNowhere()
                            && !needed.test(put.row().place().number())) {
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
                long number = LargeFile.Partial.parse(text).number();
                if (!needed.test(number)) {
                    Files.deleteIfExists(layout.file(number));
                }
            }
            Files.delete(partial);
        }
    }
}
