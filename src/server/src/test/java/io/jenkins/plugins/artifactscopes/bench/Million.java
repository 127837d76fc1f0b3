package io.jenkins.plugins.artifactscopes.bench;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactPage;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

/**
 * An engine with a million artifacts beside one with ten thousand, in a process of its own that has 256 MiB. They come by real pushes to the
 * store, a hundred artifacts a run, that are not synced; then the engines are opened anew, as durable as in production.
 */
final class Million {
    private static final String PROJECT = "bench";
    private static final int ARTIFACTS = 1_000_000;
    private static final int FEW = 10_000;
    private static final int RUN = 100;
    private static final int EXPIRED = 1_000;
    private static final int PAGE = 30;
    private static final int PAGES = 200;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final int pairs;
    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private Million(int pairs) {
        this.pairs = pairs;
    }

    /** Takes a directory, how many pairs, and the rows; prints the table's lines. */
    public static void main(String[] arguments) throws Exception {
        Set<Row> rows = EnumSet.noneOf(Row.class);
        for (int i = 2; i < arguments.length; i++) {
            rows.add(Row.valueOf(arguments[i]));
        }
        new Million(Integer.parseInt(arguments[1])).run(Path.of(arguments[0]), rows);
    }

    private void run(Path directory, Set<Row> rows) throws Exception {
        long start = System.nanoTime();
        try (Engine many = filled(directory.resolve("many"), ARTIFACTS)) {
            System.out.printf("  a million artifacts in %.1f s%n", Command.since(start));
            if (rows.contains(Row.LIST_PAGE)) {
                tell(Pairs.measure(
                        Row.LIST_PAGE, "µs", pairs, round -> page(many, ARTIFACTS - PAGE), round -> page(many, 0)));
            }
            if (rows.contains(Row.SWEEP)) {
                try (Engine few = filled(directory.resolve("few"), FEW)) {
                    tell(Pairs.measure(Row.SWEEP, "s", pairs, round -> sweep(many, round), round -> sweep(few, round)));
                }
            }
        }
    }

    private static void tell(Measured measured) {
        System.out.println(measured.row() + "\t" + measured.ours() + "\t" + measured.peer() + "\t" + measured.unit()
                + "\t" + measured.pairs());
    }

    private Engine filled(Path home, int artifacts) throws IOException {
        int runs = artifacts / RUN;
        int expiring = (pairs + 1) * EXPIRED / RUN;
        try (Engine engine = Engine.open(Local.options(home, clock, Durability.PROCESS))) {
            for (int run = 0; run < runs; run++) {
                // What expires lies spread among the rest; a tenth of it at a time.
                boolean expires = run % (runs / expiring) == 0 && run / (runs / expiring) < expiring;
                int round = run / (runs / expiring) / (EXPIRED / RUN);
                push(engine, run, expires ? ExpireIn.parse(round + 1 + "d") : ExpireIn.NEVER);
            }
        }
        return Engine.open(Local.options(home, clock, Durability.DISK));
    }

    private static void push(Engine engine, int run, ExpireIn expireIn) throws IOException {
        try (ScopePush push = engine.store().begin(ScopeId.workflow(PROJECT, Integer.toString(run)), "push")) {
            for (int i = 0; i < RUN; i++) {
                byte[] content = ByteBuffer.allocate(16).putLong(run).putLong(i).array();
                ArtifactPath path = ArtifactPath.of(String.format("report-%03d", i));
                push.file(path, 0644, Instant.EPOCH, SmallContent.of(content, content.length));
            }
            push.commit(new PushOptions(Overwrite.REFUSE, "bench", expireIn));
        }
    }

    private static double page(Engine engine, long offset) {
        long start = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            ArtifactPage page = engine.catalog().page(ArtifactQuery.of(PROJECT), offset, PAGE, Direction.NEWEST_FIRST);
            if (page.artifacts().size() != PAGE || page.total() != ARTIFACTS) {
                throw new IllegalStateException("Not a page of a million: " + page.total());
            }
        }
        return (System.nanoTime() - start) / 1e3 / PAGES;
    }

    private double sweep(Engine engine, int round) throws IOException {
        now = START.plus(Duration.ofDays(round + 1)).plus(Duration.ofHours(1));
        long start = System.nanoTime();
        SweepResult result = engine.sweep(() -> false);
        double seconds = Command.since(start);
        if (result.removal().files() != EXPIRED) {
            throw new IllegalStateException("Not what had expired: " + result);
        }
        return seconds;
    }
}
