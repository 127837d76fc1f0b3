package io.jenkins.plugins.artifactscopes.jenkins.agent;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.artifactscopes.path.Printable;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Runs on the agent: receives the files. */
final class PullOnAgent extends MasterToSlaveFileCallable<PullOnAgent.Received> {
    private static final long serialVersionUID = 1;

    @SuppressFBWarnings(value = "SE_BAD_FIELD", justification = "It is exported: remoting sends a proxy of it.")
    private final ControllerSide controller;

    private final PathChoice files;
    private final @Nullable DirectAddress direct;
    private final TaskListener console;

    PullOnAgent(ControllerSide controller, PathChoice files, @Nullable DirectAddress direct, TaskListener console) {
        this.direct = direct;
        this.controller = controller;
        this.files = files;
        this.console = console;
    }

    @Override
    public Received invoke(File directory, VirtualChannel channel) throws IOException {
        ConsoleProgress progress = new ConsoleProgress("Pulling " + files.inScope(), console, System::nanoTime);
        Ways ways = new Ways(direct, controller, console);
        try {
            PullRequest request = files.pull(directory.toPath());
            PullReport report =
                    ways.transfer(http -> http.pull(request, progress), line -> line.pull(request, progress));
            return Received.of(report, ways.isUnreachable());
        } catch (IOException e) {
            // The controller takes no exceptions but its own from an agent.
            throw new IOException(e.getMessage());
        }
    }

    /**
     * A report that can travel.
     *
     * @param unreachable whether the controller did not answer at the address for HTTP
     */
    record Received(
            long files,
            long bytes,
            long wireBytes,
            ArrayList<String> refused,
            long refusedCount,
            long nanos,
            boolean unreachable)
            implements Serializable {
        static Received of(PullReport report, boolean unreachable) {
            return new Received(
                    report.files(),
                    report.bytes(),
                    report.wireBytes(),
                    new ArrayList<>(report.refused()),
                    report.refusedCount(),
                    report.took().toNanos(),
                    unreachable);
        }

        /** An agent writes what it likes; the names go to the console. */
        PullReport report() {
            List<String> shown = refused.stream().map(Printable::of).toList();
            return new PullReport(files, bytes, wireBytes, shown, refusedCount, Duration.ofNanos(nanos));
        }
    }
}
