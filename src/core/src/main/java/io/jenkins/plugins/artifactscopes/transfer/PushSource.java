package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What is pushed, on this machine; open as long as the push lasts. */
interface PushSource extends Closeable {
    /**
     * Tells every entry in order, what is pushed itself first; once.
     *
     * @throws TransferFailed when something cannot be read or kept
     */
    void walk(Cancellation cancellation, PendingDirectories.Sink sink) throws IOException;

    /** Where the content of the entry at {@code path} is. */
    LocalFile file(ArtifactPath path);

    /** A file or directory with what is in it. */
    record Tree(LocalTree tree, PathFilter filter) implements PushSource {
        /**
         * @param filter which files of a directory
         * @throws TransferFailed when there is nothing that can be read
         */
        static Tree open(Path source, PathFilter filter) throws IOException {
            return new Tree(LocalTree.of(source), filter);
        }

        @Override
        public void walk(Cancellation cancellation, PendingDirectories.Sink sink) throws IOException {
            new TreeWalk(tree, filter, cancellation, sink).run();
        }

        @Override
        public LocalFile file(ArtifactPath path) {
            return new LocalFile(tree, path, false);
        }

        @Override
        public void close() throws IOException {
            tree.close();
        }
    }

    /** Chosen files below a directory, which itself stands for them. */
    record Chosen(LocalTree tree, ChosenFiles files) implements PushSource {
        /** @throws TransferFailed when the directory cannot be read, or a file cannot be in it */
        static Chosen open(Path directory, ChosenFiles files) throws IOException {
            for (ArtifactPath file : files.sources().values()) {
                LocalNames.below(directory, file);
            }
            return new Chosen(LocalTree.around(directory), files);
        }

        @Override
        public void walk(Cancellation cancellation, PendingDirectories.Sink sink) throws IOException {
            sink.take(LocalAttributes.entry(file(ArtifactPath.ROOT), ArtifactPath.ROOT));
            for (ArtifactPath path : files.sources().keySet()) {
                cancellation.check();
                sink.take(LocalAttributes.entry(file(path), path));
            }
        }

        @Override
        public LocalFile file(ArtifactPath path) {
            return new LocalFile(tree, files.sources().getOrDefault(path, ArtifactPath.ROOT), true);
        }

        @Override
        public void close() throws IOException {
            tree.close();
        }
    }
}
