package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.StashService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.AgentTransfer;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.StashChoice;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.TreeLookup;
import io.jenkins.plugins.artifactscopes.store.TreeLookup.Node;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.ScopeCopy;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stashes of a run. Each time that a name is stashed it gets a directory of its own, {@code NAME/ATTEMPT}, which becomes visible whole;
 * the latest of them counts, and takes the others away.
 */
final class Stashes {
    /** Times that one stash is looked for again, because another one has replaced it while it was read. */
    private static final int MOST_REPLACED = 50;

    private final RunScopes run;
    private final String by;

    Stashes(RunScopes run, String by) {
        this.run = run;
        this.by = by;
    }

    /** What the stash step asks for: no pattern means everything. */
    static StashChoice choice(
            String name,
            @Nullable String includes,
            @Nullable String excludes,
            boolean defaultExcludes,
            boolean allowEmpty) {
        String wanted = includes == null || includes.isBlank() ? "**" : includes;
        String unwanted = excludes == null || excludes.isBlank() ? null : excludes;
        return new StashChoice(name, wanted, unwanted, defaultExcludes, allowEmpty);
    }

    void stash(FilePath workspace, TaskListener listener, StashChoice choice) throws IOException, InterruptedException {
        workspace.mkdirs();
        StashService service = StashService.get();
        String attempt = Attempts.next();
        ArtifactPath name = name(choice.name());
        PushTerms terms =
                new PushTerms(scope(), run.holder(attempt), by, name.child(attempt), Overwrite.REFUSE, null, attempt);
        PushReport report = Outcome.of(() -> new AgentTransfer(workspace, listener)
                .push(service.store(), service.catalog(), service.desk(), terms, choice));
        if (removeAllButLatest(service.store(), name)) {
            listener.getLogger().println("Replaced the stash " + choice.name() + " that was there before.");
        }
        listener.getLogger().println(Summary.stashed(choice.name(), report));
    }

    void unstash(String name, FilePath workspace, TaskListener listener) throws IOException, InterruptedException {
        for (int left = MOST_REPLACED; ; left--) {
            Stash latest = requireLatest(name);
            try {
                if (latest.hasFiles()) {
                    bringBack(name, latest, workspace, listener);
                }
                return;
            } catch (IOException e) {
                // Another stash of this name, at the same time, may have taken it away; then that one is the latest.
                if (left == 0 || isThere(latest.attempt())) {
                    throw e;
                }
            }
        }
    }

    private void bringBack(String name, Stash stash, FilePath workspace, TaskListener listener)
            throws IOException, InterruptedException {
        StashService service = StashService.get();
        workspace.mkdirs();
        PathChoice files = new PathChoice(stash.files().value(), ".", "", "", true, true);
        PullReport report = Outcome.of(
                () -> new AgentTransfer(workspace, listener).pull(service.store(), service.catalog(), scope(), files));
        for (String link : report.refused()) {
            listener.getLogger().println("Not created, because it points outside the workspace: " + link);
        }
        listener.getLogger().println(Summary.unstashed(name, report));
    }

    boolean areThere() throws IOException {
        return StashService.get().isUsed()
                && !children(StashService.get().store(), ArtifactPath.ROOT).isEmpty();
    }

    void clear() throws IOException {
        StashService service = StashService.get();
        if (service.isUsed()) {
            service.store().deleteScope(scope());
        }
    }

    void copyTo(RunScopes other) throws IOException {
        StashService service = StashService.get();
        if (service.isUsed()) {
            new ScopeCopy(service.store(), scope(), other.workflowScope(), by).run(Attempts.next());
        }
    }

    private ScopeId scope() {
        return run.workflowScope();
    }

    private static ArtifactPath name(String name) throws AbortException {
        try {
            return ArtifactPath.ROOT.child(name);
        } catch (IllegalArgumentException e) {
            throw new AbortException("'" + name + "' cannot be the name of a stash: " + e.getMessage());
        }
    }

    private String others() throws IOException {
        if (!StashService.get().isUsed()) {
            return "It has none.";
        }
        List<Node> all = children(StashService.get().store(), ArtifactPath.ROOT);
        return all.isEmpty()
                ? "It has none."
                : "It has: " + all.stream().map(node -> node.path().name()).collect(Collectors.joining(", ")) + ".";
    }

    private List<Node> children(ScopeStore store, ArtifactPath directory) throws IOException {
        try (ScopeTree tree = store.open(scope(), ArtifactPath.ROOT)) {
            return new TreeLookup(tree).children(directory);
        }
    }

    private boolean isThere(ArtifactPath path) throws IOException {
        try (ScopeTree tree = StashService.get().store().open(scope(), ArtifactPath.ROOT)) {
            return new TreeLookup(tree).find(path).isPresent();
        }
    }

    private Stash requireLatest(String name) throws IOException {
        Stash latest = StashService.get().isUsed() ? latest(name(name)) : null;
        if (latest == null) {
            throw new AbortException("There is no stash '" + name + "' in this run. " + others());
        }
        return latest;
    }

    /** Looks in one snapshot, so that what is told belongs together. */
    private @Nullable Stash latest(ArtifactPath name) throws IOException {
        try (ScopeTree tree = StashService.get().store().open(scope(), ArtifactPath.ROOT)) {
            TreeLookup lookup = new TreeLookup(tree);
            return latest(lookup.children(name))
                    .map(node -> Stash.of(node.path(), lookup))
                    .orElse(null);
        }
    }

    private static Optional<Node> latest(List<Node> attempts) {
        return attempts.stream()
                .max(Comparator.comparingLong(node -> node.requireEntry().push().number()));
    }

    private boolean removeAllButLatest(ScopeStore store, ArtifactPath name) throws IOException {
        List<Node> attempts = new ArrayList<>(children(store, name));
        latest(attempts).ifPresent(attempts::remove);
        for (Node old : attempts) {
            try {
                store.delete(scope(), old.path());
            } catch (ArtifactNotFound e) {
                // Another stash of this name, at the same time, has taken it away.
                continue;
            }
        }
        return !attempts.isEmpty();
    }
}
