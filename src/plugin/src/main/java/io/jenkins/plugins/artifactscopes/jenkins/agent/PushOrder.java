package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.ShownRuns;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a build wants to have pushed, in its own words.
 *
 * @param files what, with the destination empty for the last part of its path
 * @param expireIn how long it is wanted; null for as long as the rules say
 */
public record PushOrder(PathChoice files, @Nullable String expireIn) {
    /**
     * Pushes, and says so on the console.
     *
     * @param directory that the path is relative to
     * @param by who pushes, for people to read
     * @throws AbortException for an order that cannot be; the message says what can
     */
    public Pushed run(ScopeId scope, Holder holder, String by, FilePath directory, TaskListener console)
            throws IOException, InterruptedException {
        PushTerms terms = terms(scope, holder, by);
        ShownRuns.show(scope);
        ScopeService service = ScopeService.get();
        PushReport report = new AgentTransfer(directory, console)
                .push(service.store(), service.catalog(), service.desk(), terms, files(terms.destination()));
        console.getLogger().println(Summary.pushed(scope.scope(), terms.destination(), report));
        return new Pushed(terms.destination(), report);
    }

    private PushTerms terms(ScopeId scope, Holder holder, String by) throws IOException {
        return new PushTerms(
                scope,
                holder,
                by,
                name(),
                files.force() ? Overwrite.REPLACE : Overwrite.REFUSE,
                expireIn == null ? null : ExpireIn.parse(expireIn),
                UUID.randomUUID().toString().replace("-", ""));
    }

    private PathChoice files(ArtifactPath name) {
        Selector.list(files.includes());
        Selector.list(files.excludes());
        return new PathChoice(
                files.path(), name.toString(), files.includes(), files.excludes(), files.force(), files.allowEmpty());
    }

    private ArtifactPath name() throws AbortException {
        ArtifactPath source = OrderedPath.of("path", files.path());
        ArtifactPath name = files.destination().isEmpty()
                ? source.isRoot() ? source : ArtifactPath.of(source.name())
                : OrderedPath.of("destination", files.destination());
        if (name.isRoot()) {
            throw new AbortException("A push needs a name in the scope. Write one, such as destination: 'dist'.");
        }
        return name;
    }

    /**
     * What came of it.
     *
     * @param name in the scope
     */
    public record Pushed(ArtifactPath name, PushReport report) {}
}
