package io.jenkins.plugins.artifactscopes.bench;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.io.IOException;
import java.nio.file.Path;

/** Pushes and pulls as the command does them. */
final class Transfers {
    private Transfers() {}

    static PushReport push(ScopeAccess access, Path source, ArtifactPath name) throws IOException {
        PushRequest request = new PushRequest(source, name, PathFilter.ALL, Overwrite.REPLACE, null, false);
        return access.push(request, Progress.NONE);
    }

    /** Pulls into a directory that is not there yet, and syncs that. */
    static double pullSynced(ScopeAccess access, Disk disk, ArtifactPath name)
            throws IOException, InterruptedException {
        Path target = disk.fresh("pulled");
        disk.settle();
        long start = System.nanoTime();
        access.pull(new PullRequest(name, target, PathFilter.ALL, Overwrite.REFUSE), Progress.NONE);
        Command.run("sync", "-f", target.toString());
        return Command.since(start);
    }
}
