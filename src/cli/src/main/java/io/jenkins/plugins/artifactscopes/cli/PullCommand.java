package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.LocalNames;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a file or directory back. */
@Command(
        name = "pull",
        description = "Brings a file or directory back from a scope, with modes, times and links as they were.",
        sortOptions = false)
final class PullCommand extends ScopeCommand {
    @Parameters(index = "1", paramLabel = "PATH", description = "What to bring; '.' is all that the scope has.")
    private String path = "";

    @Option(
            names = {"-d", "--destination"},
            paramLabel = "DEST",
            description = "Where it goes; else the base name of PATH, in the working directory.")
    private @Nullable String destination;

    @Option(
            names = {"-f", "--force"},
            description = "Replace local files of the same name.")
    private boolean force;

    @Mixin
    private final Filter filter = new Filter();

    PullCommand(Shell shell) {
        super(shell);
    }

    @Override
    void work() throws IOException {
        ArtifactPath wanted = inScope(path);
        Path directory = shell().directory();
        Path target = destination == null
                ? LocalNames.below(directory, ArtifactPath.parse(wanted.name()))
                : directory.resolve(destination);
        ScopeAccess access = connect();
        PullRequest request =
                new PullRequest(wanted, target, filter.filter(), force ? Overwrite.REPLACE : Overwrite.REFUSE);
        try (ProgressLine progress = new ProgressLine("Pulling " + wanted, shell())) {
            PullReport report = access.pull(request, progress);
            progress.close();
            tell(request, report);
        }
    }

    private void tell(PullRequest request, PullReport report) {
        for (String link : report.refused()) {
            shell().err().println("Not created, because it points outside the destination: " + link);
        }
        if (report.refusedCount() > report.refused().size()) {
            shell().err()
                    .println(
                            "… and " + (report.refusedCount() - report.refused().size()) + " more such links.");
        }
        if (json()) {
            ReportJson.pulled(shell().out(), scope(), request, report);
        } else {
            shell().out().println(Summary.pulled(scope(), request.path(), report));
        }
    }
}
