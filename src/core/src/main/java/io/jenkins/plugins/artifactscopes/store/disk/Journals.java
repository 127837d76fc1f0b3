package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files of lines that are going to be a commit. */
final class Journals {
    private Journals() {}

    /** One after the other, as one stream. */
    static InputStream concatenated(Path... journals) throws IOException {
        List<InputStream> streams = new ArrayList<>();
        try {
            for (Path journal : journals) {
                streams.add(Files.newInputStream(journal));
            }
        } catch (IOException e) {
            for (InputStream stream : streams) {
                stream.close();
            }
            throw e;
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
