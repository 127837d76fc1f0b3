package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.transfer.Amount;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import java.io.Closeable;
import java.time.Duration;

/**
 * Shows how a transfer gets on: bytes, rate and time left. On a terminal one line is kept up to date; elsewhere a line is added every
 * ten seconds, so that a log tells that something goes on without being filled by it.
 */
final class ProgressLine implements Progress, Closeable {
    private static final long TERMINAL_MILLIS = 200;
    private static final long LOG_MILLIS = 10_000;
    private static final String CLEAR = "\r\u001b[K";

    private final String what;
    private final Shell shell;
    private final long began;
    private long shown;
    private boolean closed;

    ProgressLine(String what, Shell shell) {
        this.what = what;
        this.shell = shell;
        this.began = shell.clock().millis();
        this.shown = began;
    }

    @Override
    public synchronized void advanced(long done, long total) {
        long now = shell.clock().millis();
        if (closed || now - shown < (shell.terminal() ? TERMINAL_MILLIS : LOG_MILLIS)) {
            return;
        }
        shown = now;
        String line = what + ": " + line(done, total, now - began);
        if (shell.terminal()) {
            shell.err().print(CLEAR + line);
            shell.err().flush();
        } else {
            shell.err().println(line);
        }
    }

    private static String line(long done, long total, long millis) {
        long perSecond = millis == 0 ? 0 : Math.round(done * 1000.0 / millis);
        StringBuilder line = new StringBuilder(Amount.bytes(done))
                .append(" of ")
                .append(Amount.bytes(total))
                .append(", ")
                .append(Amount.bytes(perSecond))
                .append("/s");
        if (perSecond > 0 && total >= done) {
            line.append(", ")
                    .append(Amount.time(Duration.ofSeconds((total - done) / perSecond)))
                    .append(" left");
        }
        return line.toString();
    }

    /** Takes the line away, so that the result stands in its place. */
    @Override
    public synchronized void close() {
        if (!closed && shell.terminal() && shown != began) {
            shell.err().print(CLEAR);
            shell.err().flush();
        }
        closed = true;
    }
}
