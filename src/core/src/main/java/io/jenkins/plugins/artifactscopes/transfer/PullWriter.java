package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The local side of a pull: from the plan to the files in their place. Whatever carries the contents brings them in the order of the plan. */
final class PullWriter implements Closeable {
    private final PullRequest request;
    private final Path destination;
    private final Placement.Plans plans;
    private final Staging staging;
    private final Workers workers = new Workers();
    private final SmallFiles small;
    private final LargeFiles large;
    private long files;
    private long bytes;

    /** @throws TransferFailed when local files stand in the way */
    PullWriter(PullRequest request, TransferTools tools, Cancellation cancellation, Placement.Plans plans)
            throws IOException {
        this.request = request;
        this.destination = Destination.of(request.destination());
        this.plans = plans;
        try (PlanCursor plan = plans.open()) {
            new LocalConflicts(destination, request.overwrite()).check(plan);
        }
        this.staging = Staging.create(destination, tools.random());
        this.small = new SmallFiles(staging, workers, cancellation);
        this.large = new LargeFiles(staging, workers, cancellation);
    }

    void directory(PlanEntry entry) throws IOException {
        staging.directory(entry);
    }

    void small(PlanEntry entry, SmallFiles.Content content) throws IOException {
        small.add(entry, content);
        count(entry);
    }

    LargeFile large(PlanEntry entry) throws IOException {
        count(entry);
        return large.begin(entry);
    }

    private void count(PlanEntry entry) {
        files++;
        bytes += entry.size();
    }

    /** Puts everything in its place. */
    Placement finish() throws IOException {
        small.drain();
        large.drain();
        Placement placement = new Placement(staging, destination, request.overwrite());
        placement.place(plans);
        return placement;
    }

    PullReport report(Placement placement, long wireBytes, Duration took) {
        return new PullReport(files, bytes, wireBytes, placement.refused(), placement.refusedCount(), took);
    }

    /** Leaves nothing behind that is not in its place. */
    @Override
    public void close() throws IOException {
        large.abandon();
        workers.close();
        try (staging) {
            large.close();
        }
    }
}
