package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.store.disk.Verification;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads everything that is stored, and names what is damaged. */
@Command(
        name = "verify",
        description = "Reads everything that is stored and names every damaged file; exits with 1 if there is one.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    private final Surroundings surroundings;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Home verified = home.home();
        if (Files.notExists(verified.directory())) {
            throw new IOException("There is no " + verified.directory() + ". Name the home that a server has.");
        }
        AtomicLong damages = new AtomicLong();
        HomeRoots roots = new HomeRoots(verified.directory());
        try (Verification verification = new Verification(roots, surroundings.clock(), damage -> {
            damages.incrementAndGet();
            surroundings.out().println(damage);
        })) {
            verification.verifyAll();
            surroundings
                    .err()
                    .println("Read " + Amount.files(verification.files(), verification.bytes()) + ": "
                            + (damages.get() == 0 ? "all whole." : Amount.count(damages.get(), "damage") + "."));
        }
        return damages.get() == 0 ? 0 : ServerCommand.FAILED;
    }
}
