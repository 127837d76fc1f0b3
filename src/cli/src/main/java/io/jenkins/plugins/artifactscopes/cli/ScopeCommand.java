package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What every command on a scope has. */
abstract class ScopeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "SCOPE",
            description = "job, workflow or project.",
            converter = ScopeWord.class)
    private Scope scope = Scope.JOB;

    @Option(names = "--json", description = "Write the result as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Mixin
    private final Connection connection = new Connection();

    private final Shell shell;

    ScopeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public final Integer call() throws IOException {
        try {
            work();
        } catch (SocketException | SocketTimeoutException | UnknownHostException e) {
            throw new IOException(
                    "Cannot reach " + connection.server(shell) + ": " + reason(e)
                            + ". See that the server runs, and that ARTIFACT_URL or --url names it.",
                    e);
        }
        return 0;
    }

    /** The JDK's own words, which for an unknown host are no more than its name. */
    private static String reason(IOException failure) {
        return failure instanceof UnknownHostException ? "there is no such host" : String.valueOf(failure.getMessage());
    }

    abstract void work() throws IOException;

    final Shell shell() {
        return shell;
    }

    final Scope scope() {
        return scope;
    }

    final boolean json() {
        return json;
    }

    final ScopeAccess connect() {
        return connection.open(shell, scope);
    }

    /** A path in the scope, as an argument names it. */
    static ArtifactPath inScope(String argument) {
        try {
            return ArtifactPath.parse(argument);
        } catch (InvalidPathException e) {
            throw new WrongUsage(e);
        }
    }

    /** Reads the word for a scope. */
    static final class ScopeWord implements ITypeConverter<Scope> {
        @Override
        public Scope convert(String word) {
            try {
                return Scope.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
