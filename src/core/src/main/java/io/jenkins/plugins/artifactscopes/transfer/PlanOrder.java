package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.util.ArrayDeque;
import java.util.Deque;

/** Checks that entries come in the order of a tree, and nothing below a file or link. Memory: the depth of the tree. */
final class PlanOrder {
    private final Shape shape;
    private final Deque<ArtifactPath> directories = new ArrayDeque<>();
    private String previous = "";
    private boolean previousHoldsOthers = true;
    private boolean begun;

    PlanOrder(Shape shape) {
        this.shape = shape;
    }

    /** What a plan must be beyond its order. */
    enum Shape {
        /** It begins with what is transferred, and has each entry below a directory that came before: a pull creates them. */
        TREE,
        /** Any paths: a directory that only its content implies needs no entry in a push. */
        PATHS
    }

    /** @throws MalformedTransfer when {@code entry} cannot come here */
    void check(PlanEntry entry) throws MalformedTransfer {
        ArtifactPath path = entry.path();
        if (begun && ArtifactPath.compare(previous, path.value()) >= 0) {
            throw new MalformedTransfer("The plan is out of order: " + path + " comes after " + previous);
        }
        if (shape == Shape.TREE) {
            checkDirectory(entry);
        } else if (!previousHoldsOthers && isBelowPrevious(path)) {
            throw new MalformedTransfer("The plan has " + path + " below " + previous + ", which is no directory");
        }
        begun = true;
        previous = path.value();
        previousHoldsOthers = entry.isDirectory();
    }

    private boolean isBelowPrevious(ArtifactPath path) {
        return previous.isEmpty() || path.value().startsWith(previous + "/");
    }

    private void checkDirectory(PlanEntry entry) throws MalformedTransfer {
        ArtifactPath path = entry.path();
        if (!begun && !path.isRoot()) {
            throw new MalformedTransfer("A plan begins with what is transferred, not with " + path);
        }
        while (!directories.isEmpty() && !path.isAtOrBelow(directories.element())) {
            directories.pop();
        }
        if (begun && (directories.isEmpty() || !path.parent().equals(directories.element()))) {
            throw new MalformedTransfer("The plan has " + path + " without the directory that it is in");
        }
        if (entry.isDirectory()) {
            directories.push(path);
        }
    }
}
