package io.jenkins.plugins.artifactscopes.jenkins.agent;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LineTransfer;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import jenkins.MasterToSlaveFileCallable;

/** Runs on the agent: sends the files. */
final class PushOnAgent extends MasterToSlaveFileCallable<PushOnAgent.Sent> {
    private static final long serialVersionUID = 1;

    @SuppressFBWarnings(value = "SE_BAD_FIELD", justification = "It is exported: remoting sends a proxy of it.")
    private final ControllerSide controller;

    private final PushChoice files;
    private final String name;
    private final TaskListener console;

    PushOnAgent(ControllerSide controller, PushChoice files, String name, TaskListener console) {
        this.controller = controller;
        this.files = files;
        this.name = name;
        this.console = console;
    }

    @Override
    public Sent invoke(File directory, VirtualChannel channel) throws IOException {
        ArtifactPath where = ArtifactPath.parse(name);
        ConsoleProgress progress = new ConsoleProgress(files.doing(where), console, System::nanoTime);
        try {
            PushReport report = new LineTransfer(new RemoteLine(controller), TransferTools.standard(new CancelSignal()))
                    .push(files.request(directory.toPath(), where, null), progress);
            return new Sent(
                    report.sentBytes(), report.wireBytes(), report.took().toNanos());
        } catch (IOException e) {
            // The controller takes no exceptions but its own from an agent.
            throw new IOException(e.getMessage());
        }
    }

    /** What went out. */
    record Sent(long contentBytes, long wireBytes, long nanos) implements Serializable {}
}
