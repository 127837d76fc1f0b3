package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a file or directory. */
@Command(name = "yank", description = "Deletes a file or directory from a scope.", sortOptions = false)
final class YankCommand extends ScopeCommand {
    @Parameters(index = "1", paramLabel = "PATH", description = "What to delete; '.' is all that the scope has.")
    private String path = "";

    YankCommand(Shell shell) {
        super(shell);
    }

    @Override
    void work() throws IOException {
        ArtifactPath unwanted = inScope(path);
        Removal removal = connect().yank(unwanted);
        if (json()) {
            ReportJson.yanked(shell().out(), scope(), unwanted, removal);
        } else {
            shell().out().println(Summary.yanked(scope(), unwanted, removal));
        }
    }
}
