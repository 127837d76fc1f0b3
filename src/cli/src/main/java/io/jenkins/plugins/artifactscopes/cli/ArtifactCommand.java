package io.jenkins.plugins.artifactscopes.cli;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself, which does nothing but name those below it. */
@Command(
        name = "artifact",
        mixinStandardHelpOptions = true,
        versionProvider = ArtifactCommand.Version.class,
        description = "Keeps files in the artifact scopes of a job, a workflow (one run) or a project.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Where and as whom, by option or variable:",
            "  --url       ARTIFACT_URL       or SEMAPHORE_ORGANIZATION_URL",
            "  --token     ARTIFACT_TOKEN     or SEMAPHORE_ARTIFACT_TOKEN",
            "  --project   ARTIFACT_PROJECT   or SEMAPHORE_PROJECT_ID",
            "  --workflow  ARTIFACT_WORKFLOW  or SEMAPHORE_WORKFLOW_ID",
            "  --job       ARTIFACT_JOB       or SEMAPHORE_JOB_ID",
            "",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class ArtifactCommand implements Runnable {
    static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ArtifactCommand() {}

    /** Runs the command that {@code args} name and tells its exit status. */
    static int run(Shell shell, String... args) {
        Optional<String> refusal = new ArgumentEncoding().refusal(args);
        refusal.ifPresent(shell.err()::println);
        return refusal.isPresent() ? FAILED : commandLine(shell).execute(args);
    }

    static CommandLine commandLine(Shell shell) {
        CommandLine line = new CommandLine(new ArtifactCommand())
                .addSubcommand("push", new PushCommand(shell))
                .addSubcommand("pull", new PullCommand(shell))
                .addSubcommand("yank", new YankCommand(shell))
                .addSubcommand("ls", new ListCommand(shell))
                .addSubcommand("help", new HelpCommand())
                .addSubcommand("generate-completion", new GenerateCompletion());
        return line.setOut(new PrintWriter(shell.out(), true))
                .setErr(new PrintWriter(shell.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(false)
                .setParameterExceptionHandler((wrong, arguments) -> new Failure(shell).tell(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> new Failure(shell).tell(failure));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: push, pull, yank or ls.");
    }

    /** As the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "artifact "
                        + Optional.ofNullable(ArtifactCommand.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
