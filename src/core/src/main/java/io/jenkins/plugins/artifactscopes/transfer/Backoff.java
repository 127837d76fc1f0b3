package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.StoreException;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget.Retries;
import java.io.IOException;

/** Counts the tries of a transfer and waits between them, longer each time, by random amounts so that many do not come back at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long MAX_MILLIS = 20_000;

    private final TransferTools tools;
    private final Cancellation cancellation;
    private final Retries retries;
    private int failures;

    Backoff(TransferTools tools, Cancellation cancellation, Retries retries) {
        this.tools = tools;
        this.retries = retries;
        this.cancellation = cancellation;
    }

    /** Something arrived since the last failure: the next one is the first again, unless there is another way. */
    void progressed() {
        if (retries == Retries.PATIENT) {
            failures = 0;
        }
    }

    /** Waits before the next try; throws {@code failure} when it will not be tried again. */
    void failed(IOException failure) throws IOException {
        cancellation.check();
        if (!isPassing(failure) || ++failures >= retries.tries()) {
            throw failure;
        }
        long most = Math.min(MAX_MILLIS, FIRST_MILLIS << failures - 1);
        long millis = most / 2 + tools.random().nextLong(most / 2 + 1);
        Sleeper sleeper = tools.sleeper();
        if (sleeper == null) {
            cancellation.sleep(millis);
        } else {
            sleeper.sleep(millis);
        }
    }

    private static boolean isPassing(IOException failure) {
        if (failure instanceof HttpRefused refused) {
            return refused.isPassing();
        }
        return !(failure instanceof TransferFailed
                || failure instanceof TransferCancelled
                || failure instanceof MalformedTransfer
                || failure instanceof StoreException);
    }
}
