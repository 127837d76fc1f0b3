package io.jenkins.plugins.artifactscopes.cli;

import java.io.PrintStream;

/** Starts the {@code artifact} command. */
public final class Main {
    private Main() {}

    /** Ends the process with 0 when done, 1 when it failed, 2 for wrong usage. */
    public static void main(String[] args) {
        Shell shell = Shell.ofProcess(System.getenv());
        int status = ArtifactCommand.run(shell, args);
        System.exit(written(shell.out()) ? status : Math.max(status, ArtifactCommand.FAILED));
    }

    /** A result that nobody got, because the disk is full or the reader is gone, is no success. */
    private static boolean written(PrintStream out) {
        return !out.checkError();
    }
}
