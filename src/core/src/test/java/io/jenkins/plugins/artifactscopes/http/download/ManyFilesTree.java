package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Any number of files with the same few bytes, none of which is kept in memory. */
final class ManyFilesTree implements ScopeTree {
    private static final byte[] CONTENT = {'a', 'b', 'c', '\n'};
    private static final Digest DIGEST = Digest.ofContent(CONTENT, 0, CONTENT.length);
    private static final PushInfo PUSH = new PushInfo(1, Instant.EPOCH, "Build", null);

    private final FileChannel file;
    private final int count;

    private ManyFilesTree(FileChannel file, int count) {
        this.file = file;
        this.count = count;
    }

    /** Writes a ZIP of {@code args[1]} files to {@code args[0]}; run in a process with little memory. */
    public static void main(String[] args) throws IOException {
        Path zip = Path.of(args[0]);
        Path content = Files.write(zip.resolveSibling("content"), CONTENT);
        try (FileChannel file = FileChannel.open(content, StandardOpenOption.READ);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip))) {
            ManyFilesTree tree = new ManyFilesTree(file, Integer.parseInt(args[1]));
            new ZipStream(ScopeId.project("app"), tree, ArtifactPath.of("dist")).write(out, true);
        }
    }

    @Override
    public long version() {
        return 1;
    }

    @Override
    public Iterator<Entry> entries() {
        return IntStream.range(0, count).mapToObj(ManyFilesTree::entry).iterator();
    }

    private static Entry entry(int number) {
        ArtifactPath path = ArtifactPath.of(
                String.format("dist/%03d/a file with a name of some length %06d", number / 1000, number));
        return new Entry(path, Entry.Kind.FILE, CONTENT.length, DIGEST, null, 0640, Instant.EPOCH, PUSH);
    }

    @Override
    public Extent content(Entry entry) {
        return new Extent() {
            @Override
            public FileChannel channel() {
                return file;
            }

            @Override
            public long offset() {
                return 0;
            }

            @Override
            public long length() {
                return CONTENT.length;
            }

            @Override
            public void close() {
                // It is closed by who opened it.
            }
        };
    }

    @Override
    public void close() {
        // As above.
    }
}
