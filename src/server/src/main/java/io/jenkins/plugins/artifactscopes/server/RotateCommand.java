package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a new key to sign links with. */
@Command(
        name = "rotate-link-key",
        description = "Makes a new key that links are signed with from the next start on; links made before stay good."
                + " Done twice, it makes all of them worthless.")
final class RotateCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    private final Surroundings surroundings;

    RotateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Home rotated = home.home();
        if (Files.notExists(rotated.secrets())) {
            throw new IOException("There is no " + rotated.secrets() + ". Name the home that a server has.");
        }
        Secrets.rotateLinkKey(rotated, new SecureRandom());
        surroundings.out().println("Links are signed with a new key from the next start on.");
        return 0;
    }
}
