package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the {@code artifact} command. */
public final class Main {
    /** A transfer ends within a second of a cancellation; a little more for what it clears up. */
    private static final long CLEARING_SECONDS = 5;

    private Main() {}

    /** Ends the process with 0 when done, 1 when it failed, 2 for wrong usage. */
    public static void main(String[] args) {
        CancelSignal cancel = new CancelSignal();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(cancel, ended), "clear up"));
        Shell shell = Shell.ofProcess(System.getenv(), Connector.http(cancel));
        int status = ArtifactCommand.run(shell, args);
        // A result that nobody got, because the disk is full or the reader is gone, is no success.
        int told = shell.out().checkError() ? Math.max(status, ArtifactCommand.FAILED) : status;
        ended.countDown();
        System.exit(told);
    }

    /** On Ctrl-C and the like, a pull must not leave its half-written files behind. */
    private static void interrupt(CancelSignal cancel, CountDownLatch ended) {
        cancel.cancel();
        try {
            ended.await(CLEARING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
