package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a pull goes: a link that its author named is followed, as a shell would. */
final class Destination {
    private Destination() {}

    static Path of(Path named) throws IOException {
        Path absolute = named.toAbsolutePath().normalize();
        return Files.isDirectory(absolute) ? absolute.toRealPath() : absolute;
    }
}
