package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of B-trees that outlive the interruption of a thread that reads or writes them. Java closes the channel of such a thread, for
 * everybody; a store of maps over an ordinary file would be of no use from then on. For {@link org.h2.mvstore.MVStore}, which makes
 * these itself and finds them by the first part of a name.
 */
public final class PatientFiles extends FilePathWrapper {
    private static final String SCHEME = "patient";

    /** The name by which a map store opens {@code file} so. */
    public static String name(Path file) {
        FilePath.register(new PatientFiles());
        return SCHEME + ":" + file;
    }

    /** The file that {@code name} names, whether it is one of {@link #name} or not. */
    static Path file(String name) {
        return Path.of(name.startsWith(SCHEME + ":") ? name.substring(SCHEME.length() + 1) : name);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new PatientChannel(getBase(), mode);
    }
}
