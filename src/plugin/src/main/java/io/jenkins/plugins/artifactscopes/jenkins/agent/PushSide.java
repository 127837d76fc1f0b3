package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.model.Computer;
import hudson.remoting.FastPipedInputStream;
import hudson.remoting.FastPipedOutputStream;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushPosition;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.PushUnknown;
import io.jenkins.plugins.artifactscopes.transfer.TransferJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The controller's side of one push. Closing it forgets what was not committed; a commit that is under way ends first. */
final class PushSide implements ControllerSide, Closeable {
    private static final int WINDOW = 1 << 20;

    private final PushDesk desk;
    private final PushTerms terms;
    private final Leaving other;
    private final ScopePush.Wanted wanted;
    private @Nullable FutureTask<byte[]> taking;
    private @Nullable InputStream wire;
    private @Nullable String opened;
    private @Nullable PushReceipt receipt;
    private boolean ended;
    /** Held while a commit is under way, so that the end of the step knows what came of it. */
    private final Object commits = new Object();

    /**
     * @param other the other way for the same push, which is left before this one is taken
     * @param wanted asked before it becomes visible
     */
    PushSide(PushDesk desk, PushTerms terms, Leaving other, ScopePush.Wanted wanted) {
        this.wanted = wanted;
        this.other = other;
        this.desk = desk;
        this.terms = terms;
    }

    @Override
    public synchronized OutputStream take(Part part, String push, long entries, long bytes) throws IOException {
        requireLive();
        if (taking != null && !taking.isDone()) {
            throw new IOException("One part of a push comes after the other.");
        }
        if (part != Part.PLAN) {
            require(push);
        }
        FastPipedOutputStream out = new FastPipedOutputStream();
        FastPipedInputStream in = new FastPipedInputStream(out, WINDOW);
        FutureTask<byte[]> task = new FutureTask<>(() -> {
            try (in) {
                return take(part, push, new PushPosition(entries, bytes), in);
            }
        });
        taking = task;
        wire = in;
        Computer.threadPoolForRemoting.execute(task);
        return new RemoteOutputStream(out);
    }

    private byte[] take(Part part, String push, PushPosition from, InputStream in) throws IOException {
        return switch (part) {
            case PLAN -> open(in);
            case DIGESTS -> TransferJson.known(desk.digests(push, in));
            case CONTENT -> {
                desk.content(push, from, in);
                yield new byte[0];
            }
        };
    }

    private byte[] open(InputStream plan) throws IOException {
        other.leave();
        PushDesk.Opened answer = desk.open(terms, plan);
        String before;
        synchronized (this) {
            before = opened;
            opened = answer.id();
        }
        if (before != null && !before.equals(answer.id())) {
            abort(before);
        }
        return TransferJson.opened(answer, "");
    }

    /** An agent may have kept its end of the line after its step has ended. */
    private synchronized void requireLive() throws IOException {
        if (ended) {
            throw new IOException("This transfer has ended.");
        }
    }

    /** An agent goes on with the push that it opened here, and with no other. */
    private synchronized void require(String push) throws IOException {
        if (!push.equals(opened)) {
            throw new IOException("There is no push of this name in this transfer.");
        }
    }

    @Override
    public byte[] answer() throws IOException {
        FutureTask<byte[]> task;
        synchronized (this) {
            task = taking;
        }
        if (task == null) {
            throw new IOException("Nothing was sent that could be answered.");
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The transfer was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException failure ? failure : new IOException(cause);
        }
    }

    @Override
    public byte[] commit(String push) throws IOException {
        synchronized (commits) {
            requireLive();
            require(push);
            PushReceipt committed = desk.commit(push, wanted);
            synchronized (this) {
                receipt = committed;
            }
            return TransferJson.receipt(committed);
        }
    }

    @Override
    public void pull(OutputStream[] to) throws IOException {
        throw new IOException("This transfer is a push.");
    }

    /** What the commit made visible; empty where there was none this way. */
    synchronized Optional<PushReceipt> committed() {
        return Optional.ofNullable(receipt);
    }

    /** What the commit made visible. */
    PushReceipt receipt() throws IOException {
        return committed().orElseThrow(() -> new IOException("The agent ended the push without committing it."));
    }

    @Override
    public void close() throws IOException {
        FutureTask<byte[]> task;
        InputStream in;
        synchronized (this) {
            ended = true;
            task = taking;
            in = wire;
        }
        if (in != null) {
            in.close();
        }
        if (task == null) {
            forget();
        } else {
            new Settling(task, this::forget, Computer.threadPoolForRemoting).begin();
        }
    }

    private void forget() throws IOException {
        synchronized (commits) {
            String push = left();
            if (push != null) {
                abort(push);
            }
        }
    }

    /** What was begun and is not committed. */
    private synchronized @Nullable String left() {
        return receipt == null ? opened : null;
    }

    private void abort(String push) throws IOException {
        try {
            desk.abort(push);
        } catch (PushUnknown e) {
            // It was committed, or forgotten before.
            return;
        }
    }

    /** Ends another way. */
    @FunctionalInterface
    interface Leaving {
        /** @throws IOException when it does not end in time */
        void leave() throws IOException;
    }
}
