package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.transfer.ListedEntry;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is stored. */
@Command(name = "ls", description = "Shows what a scope has at and below a path.", sortOptions = false)
final class ListCommand extends ScopeCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "Where to look; else the whole scope.")
    private String path = ".";

    ListCommand(Shell shell) {
        super(shell);
    }

    @Override
    void work() throws IOException {
        ArtifactPath where = inScope(path);
        ScopeAccess access = connect();
        EntryList list = json() ? new JsonEntryList(shell().out()) : new TextEntryList(shell().out());
        boolean[] any = {false};
        access.list(where, entry -> {
            any[0] = true;
            list.entry(entry);
        });
        if (!any[0] && !where.isRoot()) {
            throw new IOException("Asked to list " + where + ", but the " + scope()
                    + " scope has nothing of that name. 'artifact ls " + scope() + "' shows what it has.");
        }
        list.end();
    }

    /** Writes entries as they come. */
    interface EntryList {
        void entry(ListedEntry entry);

        void end();
    }
}
