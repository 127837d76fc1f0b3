package io.jenkins.plugins.artifactscopes.jenkins.agent;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Runs on the agent: sends the files. */
final class PushOnAgent extends MasterToSlaveFileCallable<PushOnAgent.Sent> {
    private static final long serialVersionUID = 1;

    @SuppressFBWarnings(value = "SE_BAD_FIELD", justification = "It is exported: remoting sends a proxy of it.")
    private final ControllerSide controller;

    private final PushChoice files;
    private final String name;
    private final @Nullable DirectAddress direct;
    private final TaskListener console;

    PushOnAgent(
            ControllerSide controller,
            PushChoice files,
            String name,
            @Nullable DirectAddress direct,
            TaskListener console) {
        this.direct = direct;
        this.controller = controller;
        this.files = files;
        this.name = name;
        this.console = console;
    }

    @Override
    public Sent invoke(File directory, VirtualChannel channel) throws IOException {
        ArtifactPath where = ArtifactPath.parse(name);
        ConsoleProgress progress = new ConsoleProgress(files.doing(where), console, System::nanoTime);
        Ways ways = new Ways(direct, controller, console);
        AtomicLong overHttp = new AtomicLong();
        try {
            PushRequest request = files.request(directory.toPath(), where, null);
            Progress counted = (done, total) -> {
                overHttp.set(done);
                progress.advanced(done, total);
            };
            PushReport report = ways.transfer(
                    http -> http.push(request, counted), line -> told(line.push(request, progress), overHttp.get()));
            return new Sent(
                    report.sentBytes(), report.wireBytes(), report.took().toNanos(), ways.isUnreachable());
        } catch (IOException e) {
            // The controller takes no exceptions but its own from an agent.
            throw new IOException(e.getMessage());
        }
    }

    /** When nothing was left to be sent this way, all that came had come over HTTP, and only an answer was lost. */
    private static PushReport told(PushReport line, long overHttp) {
        long sent = line.sentBytes() == 0 ? Math.min(overHttp, line.receipt().bytes()) : line.sentBytes();
        return new PushReport(line.receipt(), sent, line.wireBytes(), line.took());
    }

    /**
     * What went out.
     *
     * @param unreachable whether the controller did not answer at the address for HTTP
     */
    record Sent(long contentBytes, long wireBytes, long nanos, boolean unreachable) implements Serializable {}
}
