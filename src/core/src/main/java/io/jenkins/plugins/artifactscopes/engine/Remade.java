package io.jenkins.plugins.artifactscopes.engine;

import java.nio.file.Path;

/** The catalog was made anew by itself. */
public record Remade(Path catalog, Why why) {
    /** What was wrong with the one before. */
    public enum Why {
        /** It could not be read, and lies beside the new one as {@code catalog.damaged.mv}. */
        DAMAGED,
        MISSING
    }
}
