package io.jenkins.plugins.artifactscopes.jenkins.agent;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LineTransfer;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import jenkins.MasterToSlaveFileCallable;

/** Runs on the agent: receives the files. */
final class PullOnAgent extends MasterToSlaveFileCallable<PullOnAgent.Received> {
    private static final long serialVersionUID = 1;

    @SuppressFBWarnings(value = "SE_BAD_FIELD", justification = "It is exported: remoting sends a proxy of it.")
    private final ControllerSide controller;

    private final PathChoice files;
    private final TaskListener console;

    PullOnAgent(ControllerSide controller, PathChoice files, TaskListener console) {
        this.controller = controller;
        this.files = files;
        this.console = console;
    }

    @Override
    public Received invoke(File directory, VirtualChannel channel) throws IOException {
        ConsoleProgress progress = new ConsoleProgress("Pulling " + files.inScope(), console, System::nanoTime);
        try {
            PullReport report = new LineTransfer(new RemoteLine(controller), TransferTools.standard(new CancelSignal()))
                    .pull(files.pull(directory.toPath()), progress);
            return Received.of(report);
        } catch (IOException e) {
            // The controller takes no exceptions but its own from an agent.
            throw new IOException(e.getMessage());
        }
    }

    /** A report that can travel. */
    record Received(long files, long bytes, long wireBytes, ArrayList<String> refused, long refusedCount, long nanos)
            implements Serializable {
        static Received of(PullReport report) {
            return new Received(
                    report.files(),
                    report.bytes(),
                    report.wireBytes(),
                    new ArrayList<>(report.refused()),
                    report.refusedCount(),
                    report.took().toNanos());
        }

        PullReport report() {
            return new PullReport(files, bytes, wireBytes, refused, refusedCount, Duration.ofNanos(nanos));
        }
    }
}
