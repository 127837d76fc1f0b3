package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one transfer that read, digest and write beside the one that talks. */
final class Workers implements Executor, Closeable {
    private static final int THREADS = 2;
    private static final long END_MILLIS = 2000;

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final ExecutorService threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, queue, work -> {
                Thread thread = new Thread(work, "artifact-transfer-worker");
                thread.setDaemon(true);
                return thread;
            });

    <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** The result of work that was submitted. */
    static <T> T await(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferCancelled();
        } catch (ExecutionException e) {
            throw Workers.failure(e);
        }
    }

    /** What made the work fail, to be thrown. */
    static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return new IOException(e);
    }

    /**
     * Drops what has not begun and waits for the rest, which is short. Work is never interrupted, because that would close channels that others
     * use.
     */
    @Override
    public void close() {
        queue.clear();
        threads.shutdown();
        try {
            threads.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
