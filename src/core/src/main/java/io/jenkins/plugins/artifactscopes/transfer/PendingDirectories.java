package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Holds directories back until something in them is taken, so that a filter leaves no empty ones. Memory: the depth of the tree. */
final class PendingDirectories {
    private final Deque<PlanEntry> waiting = new ArrayDeque<>();
    private final Sink sink;

    PendingDirectories(Sink sink) {
        this.sink = sink;
    }

    void directory(PlanEntry entry) {
        leaveAllBut(entry.path());
        waiting.addLast(entry);
    }

    /** Gives out the directories around {@code entry} that are still waiting, then the entry. */
    void take(PlanEntry entry) throws IOException {
        leaveAllBut(entry.path());
        Iterator<PlanEntry> directories = waiting.iterator();
        while (directories.hasNext()) {
            sink.take(directories.next());
            directories.remove();
        }
        sink.take(entry);
    }

    private void leaveAllBut(ArtifactPath path) {
        while (!waiting.isEmpty() && !path.isAtOrBelow(waiting.getLast().path())) {
            waiting.removeLast();
        }
    }

    /** Takes an entry. */
    @FunctionalInterface
    interface Sink {
        void take(PlanEntry entry) throws IOException;
    }
}
