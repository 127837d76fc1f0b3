package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mints a token and prints it. */
@Command(
        name = "token",
        description =
                "Mints a token that reaches only what is named: a job's token reads and writes that job, its workflow"
                        + " and its project, and no other job.")
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--project", required = true, paramLabel = "NAME", description = "The project's full name.")
    private String project = "";

    @Option(names = "--workflow", paramLabel = "ID", description = "Only this run; else every run of the project.")
    private @Nullable String workflow;

    @Option(names = "--job", paramLabel = "ID", description = "Only this job of the run; else every job of it.")
    private @Nullable String job;

    @Option(
            names = "--ttl",
            paramLabel = "AGE",
            defaultValue = "24h",
            description =
                    "For how long: a number with h, d, w, m (30 days) or y (365 days); ${DEFAULT-VALUE} if not said.")
    private String ttl = "24h";

    @Option(names = "--read-only", description = "It may read but neither push nor yank.")
    private boolean readOnly;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Surroundings surroundings;

    TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Claims claims = claims();
        Tokens tokens = new Tokens(Secrets.read(home.home()).key("tokens"), surroundings.clock());
        surroundings.out().println(tokens.mint(claims));
        return 0;
    }

    private Claims claims() {
        try {
            // By way of its own scope, which refuses names that no scope can have.
            ScopeId own = new Holder(project, workflow, job).readable().get(0);
            return new Claims(Holder.of(own), readOnly, expires());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Instant expires() {
        Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return ExpireIn.parse(ttl)
                .from(now)
                .orElseThrow(() -> new IllegalArgumentException(
                        "A token that never expires cannot be taken back. Write an age, such as --ttl 1y."));
    }
}
