package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.remoting.FastPipedInputStream;
import hudson.remoting.FastPipedOutputStream;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ControllerSide.Part;
import io.jenkins.plugins.artifactscopes.transfer.PushPosition;
import io.jenkins.plugins.artifactscopes.transfer.Stripes;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import io.jenkins.plugins.artifactscopes.transfer.TransferFailed;
import io.jenkins.plugins.artifactscopes.transfer.TransferLine;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The agent's end of the line: large pieces, written ahead of what the controller has taken. */
final class RemoteLine implements TransferLine {
    private static final int PIECE = 1 << 18;
    private static final int WINDOW = 1 << 20;

    /** Remoting lets the other side send 1 MiB ahead on each stream; what comes in turn over several of them need not wait so often. */
    private static final int STRIPES = 4;

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
        List<InputStream> ins = new ArrayList<>();
        List<OutputStream> outs = new ArrayList<>();
        for (int i = 0; i < STRIPES; i++) {
            FastPipedOutputStream out = new FastPipedOutputStream();
            ins.add(new FastPipedInputStream(out, WINDOW));
            outs.add(out);
        }
        FutureTask<Boolean> sending = new FutureTask<>(() -> receive(outs));
        Thread thread = new Thread(sending, "artifact-pull");
        thread.setDaemon(true);
        thread.start();
        return new Received(Stripes.of(ins), sending);
    }

    private boolean receive(List<OutputStream> outs) throws IOException {
        try {
            controller.pull(outs.stream().map(RemoteOutputStream::new).toArray(OutputStream[]::new));
            return true;
        } finally {
            for (OutputStream out : outs) {
                out.close();
            }
        }
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
