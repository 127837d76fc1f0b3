package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.IOException;
import java.nio.file.Path;

/** What is pushed, on this machine. */
interface PushSource {
    /**
     * Tells every entry in order, what is pushed itself first.
     *
     * @throws TransferFailed when something cannot be read or kept
     */
    void walk(Cancellation cancellation, PendingDirectories.Sink sink) throws IOException;

    /** Where the content of the entry at {@code path} is. */
    Path file(ArtifactPath path);

    /**
     * A file or directory with what is in it.
     *
     * @param filter which files of a directory
     */
    record Tree(Path source, PathFilter filter) implements PushSource {
        @Override
        public void walk(Cancellation cancellation, PendingDirectories.Sink sink) throws IOException {
            new TreeWalk(source, filter, cancellation, sink).run();
        }

        @Override
        public Path file(ArtifactPath path) {
            return source.resolve(path.value());
        }
    }

    /** Chosen files below {@code directory}, which itself stands for them. */
    record Chosen(Path directory, ChosenFiles files) implements PushSource {
        @Override
        public void walk(Cancellation cancellation, PendingDirectories.Sink sink) throws IOException {
            LocalAttributes attributes = LocalAttributes.of(directory);
            sink.take(attributes.entry(directory, ArtifactPath.ROOT));
            for (ArtifactPath path : files.sources().keySet()) {
                cancellation.check();
                sink.take(attributes.entry(file(path), path));
            }
        }

        @Override
        public Path file(ArtifactPath path) {
            return directory.resolve(
                    files.sources().getOrDefault(path, ArtifactPath.ROOT).value());
        }
    }
}
