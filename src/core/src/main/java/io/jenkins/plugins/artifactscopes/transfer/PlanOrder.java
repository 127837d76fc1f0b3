package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.util.ArrayDeque;
import java.util.Deque;

/** Checks that entries come in the order of a tree, each below a directory that came before. Memory: the depth of the tree. */
final class PlanOrder {
    private final Deque<ArtifactPath> directories = new ArrayDeque<>();
    private String previous = "";
    private boolean begun;

    /** @throws MalformedTransfer when {@code entry} cannot come here */
    void check(PlanEntry entry) throws MalformedTransfer {
        ArtifactPath path = entry.path();
        if (begun) {
            checkPlace(path);
        } else if (!path.isRoot()) {
            throw new MalformedTransfer("A plan begins with what is transferred, not with " + path);
        }
        begun = true;
        previous = path.value();
        if (entry.isDirectory()) {
            directories.push(path);
        }
    }

    private void checkPlace(ArtifactPath path) throws MalformedTransfer {
        if (ArtifactPath.compare(previous, path.value()) >= 0) {
            throw new MalformedTransfer("The plan is out of order: " + path + " comes after " + previous);
        }
        while (!directories.isEmpty() && !path.isAtOrBelow(directories.element())) {
            directories.pop();
        }
        if (directories.isEmpty() || !path.parent().equals(directories.element())) {
            throw new MalformedTransfer("The plan has " + path + " without the directory that it is in");
        }
    }
}
