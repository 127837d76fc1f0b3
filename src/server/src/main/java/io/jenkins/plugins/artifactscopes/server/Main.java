package io.jenkins.plugins.artifactscopes.server;

import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the {@code artifact-server} command. */
public final class Main {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private Main() {}

    /** Ends the process with 0 when done, 1 when it failed, 2 for wrong usage. */
    public static void main(String[] args) {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT %4$s %5$s%6$s%n");
            JETTY.setLevel(Level.WARNING);
        }
        System.exit(ServerCommand.run(new Surroundings(System.out, System.err, Clock.systemUTC()), args));
    }
}
