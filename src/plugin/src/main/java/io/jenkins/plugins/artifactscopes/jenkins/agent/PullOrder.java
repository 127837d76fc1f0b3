package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;

/**
 * What a build wants to have pulled, in its own words.
 *
 * @param files what, with the destination empty for the last part of its path
 */
public record PullOrder(PathChoice files) {
    /**
     * Pulls, and says so on the console.
     *
     * @param directory that the destination is below
     * @throws AbortException for an order that cannot be; the message says what can
     */
    public Pulled run(ScopeId scope, FilePath directory, TaskListener console)
            throws IOException, InterruptedException {
        PathChoice checked = checked();
        ScopeService service = ScopeService.get();
        PullReport report =
                new AgentTransfer(directory, console).pull(service.store(), service.catalog(), scope, checked);
        for (String link : report.refused()) {
            console.getLogger().println("Not created, because it points outside the destination: " + link);
        }
        console.getLogger().println(Summary.pulled(scope.scope(), ArtifactPath.parse(checked.path()), report));
        return new Pulled(checked, report);
    }

    private PathChoice checked() throws AbortException {
        ArtifactPath wanted = OrderedPath.of("path", files.path());
        ArtifactPath target = files.destination().isEmpty()
                ? ArtifactPath.parse(wanted.name())
                : OrderedPath.of("destination", files.destination());
        Selector.list(files.includes());
        Selector.list(files.excludes());
        return new PathChoice(
                wanted.toString(), target.toString(), files.includes(), files.excludes(), files.force(), true);
    }

    /**
     * What came of it.
     *
     * @param files which, with the destination that it went to
     */
    public record Pulled(PathChoice files, PullReport report) {}
}
