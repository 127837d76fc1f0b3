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
    private final List<UpkeepLine> lines = new ArrayList<>();
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

    /** What it has to say to whoever looks, and how much to others only. */
    public List<String> getLines() {
        Viewer viewer = Viewer.current();
        List<UpkeepLine> said;
        synchronized (lines) {
            said = List.copyOf(lines);
        }
        List<String> shown = new ArrayList<>();
        said.stream()
                .filter(line -> line.to().test(viewer))
                .forEach(line -> shown.add(line.text().get()));
        if (shown.size() < said.size()) {
            shown.add(Messages.UpkeepJob_hidden(said.size() - shown.size()));
        }
        return shown;
    }

    void progress(Supplier<String> words) {
        progress = words;
    }

    void say(UpkeepLine line) {
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

    void fail(UpkeepLine why) {
        failed = true;
        say(why);
    }

    void end() {
        ended = clock.instant();
    }
}
