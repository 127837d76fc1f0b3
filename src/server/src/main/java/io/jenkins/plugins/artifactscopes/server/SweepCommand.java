package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sweeps now. */
@Command(
        name = "sweep",
        description = "Deletes what is due by retention now, rather than within the hour, and prints what went as JSON."
                + " The server may be running or stopped.")
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    private final Surroundings surroundings;

    SweepCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AdminCall server = new AdminCall(home.home(), surroundings.clock());
        surroundings.out().println(server.ask("POST", "/artifact-scopes/v1/admin/sweep", ""));
        return 0;
    }
}
