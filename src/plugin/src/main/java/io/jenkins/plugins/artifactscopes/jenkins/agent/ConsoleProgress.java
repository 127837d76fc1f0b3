package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.path.Printable;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Tells a long transfer's progress on the console, every ten seconds at most. */
final class ConsoleProgress implements Progress {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String what;
    private final TaskListener console;
    private final LongSupplier nanoTime;
    private final AtomicLong told;

    ConsoleProgress(String what, TaskListener console, LongSupplier nanoTime) {
        this.what = Printable.of(what);
        this.console = console;
        this.nanoTime = nanoTime;
        this.told = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void advanced(long done, long total) {
        long now = nanoTime.getAsLong();
        long before = told.get();
        if (now - before >= EVERY_NANOS && told.compareAndSet(before, now)) {
            console.getLogger().println(what + ": " + Amount.bytes(done) + " of " + Amount.bytes(total));
        }
    }
}
