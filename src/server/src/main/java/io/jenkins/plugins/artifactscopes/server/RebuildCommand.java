package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the catalog anew. */
@Command(
        name = "rebuild-catalog",
        description = "Makes the catalog anew from what the scopes' journals say; ids stay as they are."
                + " The server has to be stopped.")
final class RebuildCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    private final Surroundings surroundings;

    RebuildCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Home rebuilt = home.home();
        if (Files.notExists(rebuilt.directory())) {
            throw new IOException("There is no " + rebuilt.directory() + ". Name the home that a server has.");
        }
        try (Engine engine = Engine.rebuild(HomeEngine.options(rebuilt, surroundings.clock()))) {
            engine.problems().forEach(surroundings.err()::println);
            surroundings
                    .out()
                    .println("The catalog has " + Amount.count(engine.catalog().size(), "artifact") + ".");
            return engine.problems().isEmpty() ? 0 : ServerCommand.FAILED;
        }
    }
}
