package io.jenkins.plugins.artifactscopes.bench;

import java.io.IOException;
import java.util.List;

/** A plain tool in a process of its own. */
final class Command {
    private Command() {}

    /** @return the seconds it took */
    static double run(String... command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        await(start(command), command);
        return Command.since(start);
    }

    static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static void await(Process process, String... command) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + " ended with " + process.exitValue());
        }
    }

    static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
