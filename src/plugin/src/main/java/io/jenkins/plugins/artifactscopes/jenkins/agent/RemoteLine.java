package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.remoting.FastPipedInputStream;
import hudson.remoting.FastPipedOutputStream;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ControllerSide.Part;
import io.jenkins.plugins.artifactscopes.transfer.PushPosition;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import io.jenkins.plugins.artifactscopes.transfer.TransferFailed;
import io.jenkins.plugins.artifactscopes.transfer.TransferLine;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The agent's end of the line: large pieces, written ahead of what the controller has taken. */
final class RemoteLine implements TransferLine {
    private static final int PIECE = 1 << 18;
    private static final int WINDOW = 1 << 20;

    private final ControllerSide controller;

    RemoteLine(ControllerSide controller) {
        this.controller = controller;
    }

    @Override
    public byte[] open(Body plan) throws IOException {
        return send(Part.PLAN, "", new PushPosition(0, 0), plan);
    }

    @Override
    public byte[] digests(String push, Body digests) throws IOException {
        return send(Part.DIGESTS, push, new PushPosition(0, 0), digests);
    }

    @Override
    public void content(String push, PushPosition from, Body blocks) throws IOException {
        send(Part.CONTENT, push, from, blocks);
    }

    private byte[] send(Part part, String push, PushPosition from, Body body) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(controller.take(part, push, from.entries(), from.bytes()), PIECE)) {
            body.writeTo(out);
        } catch (TransferFailed | TransferCancelled e) {
            // This side broke off; the other side sees that the stream is not whole.
            throw e;
        } catch (IOException e) {
            // The other side does not listen any more, and says why.
            throw reason(e);
        }
        return controller.answer();
    }

    private IOException reason(IOException failure) {
        try {
            controller.answer();
            return failure;
        } catch (IOException e) {
            e.addSuppressed(failure);
            return e;
        }
    }

    @Override
    public byte[] commit(String push) throws IOException {
        return controller.commit(push);
    }

    @Override
    public InputStream pull() throws IOException {
        FastPipedOutputStream out = new FastPipedOutputStream();
        FastPipedInputStream in = new FastPipedInputStream(out, WINDOW);
        FutureTask<Boolean> sending = new FutureTask<>(() -> {
            try (out) {
                controller.pull(new RemoteOutputStream(out));
                return true;
            }
        });
        Thread thread = new Thread(sending, "artifact-pull");
        thread.setDaemon(true);
        thread.start();
        return new Received(in, sending);
    }

    /** Ends with the reason when the controller could not send all. */
    private static final class Received extends FilterInputStream {
        private final FutureTask<Boolean> sending;

        Received(InputStream in, FutureTask<Boolean> sending) {
            super(in);
            this.sending = sending;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            return next < 0 ? ended() : next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            return count < 0 ? ended() : count;
        }

        private int ended() throws IOException {
            try {
                sending.get();
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The transfer was interrupted", e);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                throw cause instanceof IOException failure ? failure : new IOException(cause);
            }
        }
    }
}
