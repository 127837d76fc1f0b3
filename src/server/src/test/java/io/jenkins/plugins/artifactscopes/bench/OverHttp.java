package io.jenkins.plugins.artifactscopes.bench;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The rows over loopback HTTP: the server in its own process, the client in this one. */
final class OverHttp implements AutoCloseable {
    private static final ArtifactPath NAME = ArtifactPath.of("tree");
    private static final int FILES = 8192;
    private static final int FILE_BYTES = 128 << 10;

    private final Disk disk;
    private final ServerChild server;
    private final int pairs;

    OverHttp(Disk disk, int pairs) throws IOException {
        this.disk = disk;
        this.pairs = pairs;
        this.server = new ServerChild(disk.fresh("server"));
    }

    /** As {@link Local#warmUp}. */
    void warmUp(Row row, Path source) throws Exception {
        for (int i = 1; i <= Local.WARM_UP; i++) {
            push(row, -i, source);
        }
    }

    Measured push(Row row, Path source) throws Exception {
        return Pairs.measure(row, "s", pairs, round -> push(row, round, source), round -> TarPipe.copy(disk, source));
    }

    private double push(Row row, int round, Path source) throws Exception {
        ScopeAccess access = server.access(row.title() + round);
        disk.settle();
        long start = System.nanoTime();
        Transfers.push(access, source, NAME);
        double seconds = Command.since(start);
        access.yank(NAME);
        return seconds;
    }

    Measured pull(Row row, Path source) throws Exception {
        ScopeAccess access = server.access(row.title());
        Transfers.push(access, source, NAME);
        Measured measured = Pairs.measure(
                row,
                "s",
                pairs,
                round -> Transfers.pullSynced(access, disk, NAME),
                round -> TarPipe.copy(disk, source));
        access.yank(NAME);
        return measured;
    }

    Measured pushLarge(Row row, Path source) throws Exception {
        return Pairs.measure(row, "s", pairs, round -> push(row, round, source), round -> upload(source));
    }

    private double upload(Path source) throws Exception {
        Path target = disk.fresh("uploaded");
        try (WriteOnlyServer peer = new WriteOnlyServer()) {
            disk.settle();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(peer, target));
            long start = System.nanoTime();
            String url = "http://127.0.0.1:" + peer.port() + "/file";
            Command.run("curl", "-sS", "-f", "-H", "Expect:", "-T", source.toString(), url);
            served.get();
            return Command.since(start);
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private static void serve(WriteOnlyServer peer, Path target) {
        try {
            peer.serve(target);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** First pushes, pushes without a change and pushes with one percent changed, in turns. */
    List<Measured> repeated(List<Row> rows) throws Exception {
        Path source = disk.tree(FILES, FILE_BYTES);
        double[][] seconds = new double[2][pairs + 1];
        double[][] bytes = new double[2][pairs + 1];
        for (int round = 0; round <= pairs; round++) {
            ScopeAccess access = server.access("repeated" + round);
            disk.settle();
            PushReport first = Transfers.push(access, source, NAME);
            PushReport unchanged = Transfers.push(access, source, NAME);
            disk.changeOnePercent(source, FILES, FILE_BYTES);
            disk.settle();
            PushReport changed = Transfers.push(access, source, NAME);
            seconds[0][round] = changed.took().toNanos() / 1e9;
            seconds[1][round] = first.took().toNanos() / 1e9;
            bytes[0][round] = unchanged.wireBytes();
            bytes[1][round] = first.wireBytes();
            access.yank(NAME);
        }
        Disk.delete(source);
        List<Measured> measured = new ArrayList<>();
        for (Row row : rows) {
            measured.add(row == Row.PUSH_UNCHANGED ? of(row, bytes, "bytes") : of(row, seconds, "s"));
        }
        return measured;
    }

    private Measured of(Row row, double[][] figures, String unit) throws Exception {
        return Pairs.measure(row, unit, pairs, round -> figures[0][round], round -> figures[1][round]);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
