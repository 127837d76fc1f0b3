package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores a file or directory. */
@Command(
        name = "push",
        description = "Stores a file or directory in a scope. All of it becomes visible, or nothing.",
        sortOptions = false)
final class PushCommand extends ScopeCommand {
    @Parameters(index = "1", paramLabel = "PATH", description = "The file or directory on this machine.")
    private String path = "";

    @Option(
            names = {"-d", "--destination"},
            paramLabel = "DEST",
            description = "Its name in the scope; else the base name of PATH.")
    private @Nullable String destination;

    @Option(
            names = {"-f", "--force"},
            description = "Replace files of the same name.")
    private boolean force;

    @Option(
            names = "--expire-in",
            paramLabel = "AGE",
            description = "How long it is wanted: never, or a number with h, d, w, m (30 days) or y (365 days).")
    private @Nullable String expireIn;

    @Mixin
    private final Filter filter = new Filter();

    @Option(names = "--allow-empty", description = "Push a directory even if no file is in it.")
    private boolean allowEmpty;

    @Mixin
    private final Revision revision = new Revision();

    PushCommand(Shell shell) {
        super(shell);
    }

    @Override
    void work() throws IOException {
        ExpireIn wanted = expiry();
        ArtifactPath name = destination == null ? null : nonRoot(destination);
        Origin origin = revision.origin(shell().environment());
        Path source = shell().directory().resolve(path);
        ScopeAccess access = connect();
        if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("Asked to push " + path + ", but there is no such file or directory in "
                    + shell().directory().toAbsolutePath() + ".");
        }
        ArtifactPath target = name == null ? baseName(source) : name;
        PushRequest request = new PushRequest(
                source,
                target,
                filter.filter(),
                force ? Overwrite.REPLACE : Overwrite.REFUSE,
                wanted,
                allowEmpty,
                origin,
                null);
        push(access, request);
    }

    private void push(ScopeAccess access, PushRequest request) throws IOException {
        try (ProgressLine progress = new ProgressLine("Pushing " + request.destination(), shell())) {
            PushReport report = access.push(request, progress);
            progress.close();
            if (json()) {
                ReportJson.pushed(shell().out(), scope(), request.destination(), report);
            } else {
                shell().out().println(Summary.pushed(scope(), request.destination(), report));
            }
        }
    }

    private @Nullable ExpireIn expiry() {
        try {
            return expireIn == null ? null : ExpireIn.parse(expireIn);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e);
        }
    }

    private static ArtifactPath nonRoot(String destination) {
        ArtifactPath name = inScope(destination);
        if (name.isRoot()) {
            throw new WrongUsage("A push needs a name in the scope; '" + destination
                    + "' is the scope itself. Write one, such as -d dist.");
        }
        return name;
    }

    /** The last name of the path; where that is a mere way to it, such as {@code .}, the real name. */
    private static ArtifactPath baseName(Path source) throws IOException {
        Path last = source.getFileName();
        if (last == null
                || last.toString().isEmpty()
                || last.toString().equals(".")
                || last.toString().equals("..")) {
            last = source.toRealPath().getFileName();
        }
        if (last == null) {
            throw new WrongUsage("The path " + source + " has no base name. Write one with -d.");
        }
        return ArtifactPath.of(last.toString());
    }
}
