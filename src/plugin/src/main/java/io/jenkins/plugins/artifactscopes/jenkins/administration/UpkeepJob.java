package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One deed on its way, or at its end. Whoever looks sees how far it is. */
public final class UpkeepJob {
    private static final int MOST_LINES = 200;

    private final Deed deed;
    private final String by;
    private final Clock clock;
    private final Instant began;
    private final List<String> lines = new ArrayList<>();
    private volatile Supplier<String> progress = () -> "";
    private volatile boolean stopped;
    private volatile boolean failed;
    private volatile @Nullable Instant ended;

    UpkeepJob(Deed deed, String by, Clock clock) {
        this.deed = deed;
        this.by = by;
        this.clock = clock;
        this.began = clock.instant();
    }

    public Deed getDeed() {
        return deed;
    }

    public String getBy() {
        return by;
    }

    public boolean isRunning() {
        return ended == null;
    }

    public boolean isFailed() {
        return failed;
    }

    /** In words: under way, done, stopped, or failed. */
    public String getState() {
        if (isRunning()) {
            return stopped ? Messages.UpkeepJob_stopping() : Messages.UpkeepJob_underWay();
        }
        return failed
                ? Messages.UpkeepJob_failed()
                : stopped ? Messages.UpkeepJob_stopped() : Messages.UpkeepJob_done();
    }

    /** How long it takes or took. */
    public String getTime() {
        Instant end = ended;
        return Amount.time(Duration.between(began, end == null ? clock.instant() : end));
    }

    public String getProgress() {
        return progress.get();
    }

    /** What it has to say, for people to read. */
    public List<String> getLines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    void progress(Supplier<String> words) {
        progress = words;
    }

    void say(String line) {
        synchronized (lines) {
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            }
        }
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void fail(String why) {
        failed = true;
        say(why);
    }

    void end() {
        ended = clock.instant();
    }
}
