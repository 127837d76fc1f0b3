package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Something in a tree on this machine.
 *
 * @param path below the root of the tree
 * @param mayGrow whether it is pushed as far as it was found, whatever is appended to it meanwhile; else it has to stay as it was
 */
record LocalFile(LocalTree tree, ArtifactPath path, boolean mayGrow) {
    BasicFileAttributes attributes() throws IOException {
        return tree.attributes(path);
    }

    /** @throws TransferFailed when it may not be read, or is no file any more */
    SeekableByteChannel open() throws IOException {
        try {
            return tree.open(path);
        } catch (IOException e) {
            throw LocalFailure.of("read", shown(), e);
        }
    }

    /** Where it is as things stand, for people to read. */
    Path shown() {
        return tree.shown(path);
    }
}
