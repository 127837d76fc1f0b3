package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Runs on the agent, in the directory of all versions: looks whether the command is there, and whole. */
final class LookForCommand extends MasterToSlaveFileCallable<@Nullable InstalledCommand> {
    private static final long serialVersionUID = 1;

    private final String digest;

    LookForCommand(String digest) {
        this.digest = digest;
    }

    @Override
    public @Nullable InstalledCommand invoke(File cache, VirtualChannel channel) throws IOException {
        Path directory = cache.toPath().resolve(digest);
        if (!CommandDigest.isWhole(directory, digest)) {
            return null;
        }
        // What is in use does not look old.
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
        return new InstalledCommand(directory.toString(), System.getProperty("java.home"));
    }
}
