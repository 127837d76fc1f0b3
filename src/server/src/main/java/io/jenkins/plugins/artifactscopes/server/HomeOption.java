package io.jenkins.plugins.artifactscopes.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which home, and help: what every command of the server has. */
final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR", description = "Where the server keeps its data and secrets; needed.")
    private @Nullable Path directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Asked for here and not by picocli, which would ask for it above a sub-command too. */
    Home home() {
        if (directory == null) {
            throw new MissingParameterException(
                    command.commandLine(), command.findOption("--home"), "Which home is meant? Add --home DIR.");
        }
        return new Home(directory.toAbsolutePath().normalize());
    }
}
