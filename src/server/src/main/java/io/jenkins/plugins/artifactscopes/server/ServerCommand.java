package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Serves a home until it is stopped. */
@Command(
        name = "artifact-server",
        description = "Serves artifact scopes over HTTP, without Jenkins.",
        versionProvider = ServerCommand.Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {"", "The token that reaches everything is in DIR/secrets/admin-token."})
final class ServerCommand implements Callable<Integer> {
    static final int FAILED = 1;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where to listen; 0 for any free port, ${DEFAULT-VALUE} if not said.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "On which address to listen; 0.0.0.0 for all, ${DEFAULT-VALUE} if not said.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--client-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "After how long a silent client is cut off; ${DEFAULT-VALUE} if not said.")
    private int clientTimeout;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    private boolean version;

    private final Surroundings surroundings;

    private ServerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command that {@code args} name and tells its exit status. */
    static int run(Surroundings surroundings, String... args) {
        return new CommandLine(new ServerCommand(surroundings))
                .addSubcommand("token", new TokenCommand(surroundings))
                .addSubcommand("rotate-link-key", new RotateCommand(surroundings))
                .addSubcommand("verify", new VerifyCommand(surroundings))
                .addSubcommand("rebuild-catalog", new RebuildCommand(surroundings))
                .addSubcommand("sweep", new SweepCommand(surroundings))
                .addSubcommand("retention", new RetentionCommand(surroundings))
                .setOut(new PrintWriter(surroundings.out(), true))
                .setErr(new PrintWriter(surroundings.err(), true))
                .setParameterExceptionHandler((wrong, arguments) -> tell(surroundings, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(surroundings, failure))
                .execute(args);
    }

    private static int tell(Surroundings surroundings, ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        surroundings.err().println(wrong.getMessage());
        surroundings.err().println("'" + command + " --help' tells more.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int tell(Surroundings surroundings, Exception failure) {
        if (failure instanceof IOException && failure.getMessage() != null) {
            surroundings.err().println(failure.getMessage());
        } else {
            failure.printStackTrace(surroundings.err());
        }
        return FAILED;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Limits limits = Limits.STANDARD.withSilence(Duration.ofSeconds(clientTimeout));
        Service service = Service.start(home.home(), bind, port, limits, surroundings.clock());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
        surroundings
                .out()
                .println("Artifact scopes in " + home.home().directory() + "; the admin's token is in "
                        + home.home().adminToken() + ".");
        surroundings.out().println("Serving on http://" + bind + ":" + service.port() + "/");
        // Until a signal ends the process, which runs the hook.
        Thread.currentThread().join();
        return 0;
    }

    private void stop(Service service) {
        try {
            service.close();
            surroundings.out().println("Stopped.");
        } catch (IOException e) {
            surroundings.err().println("Not stopped well: " + e.getMessage());
        }
    }

    /** As the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "artifact-server "
                        + Optional.ofNullable(ServerCommand.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
