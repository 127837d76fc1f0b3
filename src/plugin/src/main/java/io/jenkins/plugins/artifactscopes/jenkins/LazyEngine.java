package io.jenkins.plugins.artifactscopes.jenkins;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An engine that is opened when it is first needed, again if it did not open then, and never once the controller ends. */
final class LazyEngine implements Closeable {
    private final String what;
    private final Opening opening;
    private @Nullable RunningEngine running;
    private boolean ended;

    /** @param what it keeps, for people to read */
    LazyEngine(String what, Opening opening) {
        this.what = what;
        this.opening = opening;
    }

    /** Opens it. */
    @FunctionalInterface
    interface Opening {
        RunningEngine open() throws IOException;
    }

    /** @throws IOException when it does not open; the message says why */
    synchronized RunningEngine get() throws IOException {
        if (ended) {
            throw new IOException(what + " cannot be reached while the controller shuts down.");
        }
        if (running == null) {
            running = opening.open();
        }
        return running;
    }

    synchronized boolean isOpen() {
        return running != null;
    }

    @Override
    public synchronized void close() throws IOException {
        ended = true;
        if (running != null) {
            RunningEngine last = running;
            running = null;
            last.close();
        }
    }
}
