package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;

/** Runs on the agent, in the directory of all versions: moves what has arrived to its place in one step, if it is whole. */
final class PlaceCommand extends MasterToSlaveFileCallable<Boolean> {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(PlaceCommand.class.getName());

    /** Blocks that began with an earlier version may still run. */
    private static final Duration OLD = Duration.ofDays(7);

    private final String digest;
    private final String arrived;

    /** @param arrived the name of the directory with the files */
    PlaceCommand(String digest, String arrived) {
        this.digest = digest;
        this.arrived = arrived;
    }

    @Override
    public Boolean invoke(File cache, VirtualChannel channel) throws IOException {
        Path from = cache.toPath().resolve(arrived);
        Path to = cache.toPath().resolve(digest);
        if (!CommandDigest.isWhole(from, digest)) {
            throw new IOException("The artifact command did not arrive whole in " + from + ".");
        }
        if (!from.resolve("artifact").toFile().setExecutable(true, false)) {
            throw new IOException("The artifact command cannot be made executable in " + from + ".");
        }
        if (Files.exists(to) && !CommandDigest.isWhole(to, digest)) {
            Files.move(to, cache.toPath().resolve("broken-" + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
        }
        place(from, to);
        clear(cache.toPath());
        return true;
    }

    private void place(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another build on this agent was faster; what it put there is as good.
            if (!CommandDigest.isWhole(to, digest)) {
                throw e;
            }
            delete(from);
        }
    }

    private void clear(Path cache) throws IOException {
        Instant old = Instant.now().minus(OLD);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(cache)) {
            for (Path one : all) {
                boolean unused = !one.endsWith(digest)
                        && Files.getLastModifiedTime(one).toInstant().isBefore(old);
                if (unused || String.valueOf(one.getFileName()).startsWith("broken-")) {
                    delete(one);
                }
            }
        }
    }

    private static void delete(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            // On Windows a file in use stays; it goes the next time.
            LOGGER.log(Level.FINE, "An old artifact command stays in " + directory, e);
        }
    }
}
