package io.jenkins.plugins.artifactscopes.bench;

import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LocalAccess;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The rows within one process: a real engine, durable as in production. */
final class Local implements AutoCloseable {
    private static final ArtifactPath NAME = ArtifactPath.of("tree");

    static final int WARM_UP = 8;

    private final Disk disk;
    private final Engine engine;
    private final int pairs;

    Local(Disk disk, int pairs) throws IOException {
        this.disk = disk;
        this.pairs = pairs;
        this.engine = Engine.open(options(disk.fresh("home"), Clock.systemUTC(), Durability.DISK));
    }

    static EngineOptions options(Path home, Clock clock, Durability durability) {
        EffectivePolicy policy = new EffectivePolicy(RetentionPolicy.NONE, RetentionPolicy.NONE);
        return new EngineOptions(
                home.resolve("catalog"),
                new HomeRoots(home),
                project -> policy,
                Quotas.NONE,
                RetentionAudit.NONE,
                clock,
                durability);
    }

    /** A scope of a project of its own, so that no push knows the contents of another. */
    private LocalAccess access(String project) {
        ScopeId scope = ScopeId.project(project);
        TransferTools tools = TransferTools.standard(new CancelSignal());
        return new LocalAccess(engine.store(), engine.catalog(), scope, Holder.of(scope), "bench", tools);
    }

    /** Pushes a few times for the compiler of the JVM: a server has run for a while when it matters how fast it is. */
    void warmUp(Row row, Path source) throws Exception {
        for (int i = 1; i <= WARM_UP; i++) {
            push(row, -i, source);
        }
    }

    Measured push(Row row, Path source) throws Exception {
        return Pairs.measure(row, "s", pairs, round -> push(row, round, source), round -> copy(source));
    }

    private double push(Row row, int round, Path source) throws Exception {
        LocalAccess access = access(row.title() + round);
        disk.settle();
        long start = System.nanoTime();
        Transfers.push(access, source, NAME);
        double seconds = Command.since(start);
        access.yank(NAME);
        return seconds;
    }

    private double copy(Path source) throws Exception {
        Path copy = disk.fresh("copy");
        disk.settle();
        double seconds = Command.run(
                "sh", "-c", "cp -r \"$1\" \"$2\" && sync -f \"$2\"", "sh", source.toString(), copy.toString());
        if (Files.isRegularFile(copy)) {
            Files.delete(copy);
        }
        return seconds;
    }

    Measured pull(Row row, Path source) throws Exception {
        LocalAccess access = access(row.title());
        Transfers.push(access, source, NAME);
        Measured measured = Pairs.measure(
                row, "s", pairs, round -> Transfers.pullSynced(access, disk, NAME), round -> copy(source));
        access.yank(NAME);
        return measured;
    }

    Measured delete(Row row, Path source) throws Exception {
        List<Path> copies = new ArrayList<>();
        for (int round = 0; round <= pairs; round++) {
            Path copy = disk.fresh("copy");
            Command.run("cp", "-r", source.toString(), copy.toString());
            copies.add(copy);
        }
        return Pairs.measure(row, "s", pairs, round -> delete(row, round, source), round -> remove(copies.get(round)));
    }

    private double delete(Row row, int round, Path source) throws Exception {
        LocalAccess access = access(row.title() + round);
        Transfers.push(access, source, NAME);
        disk.settle();
        long start = System.nanoTime();
        access.yank(NAME);
        return Command.since(start);
    }

    private double remove(Path copy) throws Exception {
        disk.settle();
        return Command.run("rm", "-r", copy.toString());
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
