package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The puller's side of what {@link PullSender} writes. It outlives broken connections: each stream goes on where the last one ended. */
final class PullReceiver implements Closeable {
    private static final PlanLimits TRUSTED = new PlanLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    private final PullRequest request;
    private final TransferTools tools;
    private final Cancellation cancellation;
    private final Progress progress;
    private @Nullable Attempt attempt;
    private long wireBytes;

    PullReceiver(PullRequest request, TransferTools tools, Cancellation cancellation, Progress progress) {
        this.request = request;
        this.tools = tools;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Where the next stream is to begin. */
    PullPosition position() {
        return attempt == null ? PullPosition.START : attempt.position();
    }

    /** Takes one stream, up to its end. */
    void receive(InputStream stream) throws IOException {
        try (BlockReader in = new BlockReader(stream)) {
            receive(in);
        }
    }

    private void receive(BlockReader in) throws IOException {
        try {
            byte[] header = new byte[Long.BYTES + 1];
            Varint.readFully(in, header, 0, header.length);
            if (header[Long.BYTES] == 1) {
                start(ByteBuffer.wrap(header).getLong(), in);
            }
            if (attempt == null) {
                throw new MalformedTransfer("The server left out the plan");
            }
            attempt.receive(in);
            in.requireEnd();
        } finally {
            wireBytes += in.wireBytes();
        }
    }

    private void start(long version, BlockReader in) throws IOException {
        close();
        attempt = null;
        PlanSpool plan = cancellation.keep(PlanSpool.write(tools.temporary(), writer -> {
            PlanReader reader = new PlanReader(in, TRUSTED);
            for (PlanEntry entry = reader.next(); entry != null; entry = reader.next()) {
                cancellation.check();
                writer.write(entry);
            }
        }));
        try {
            attempt = new Attempt(version, plan);
        } catch (IOException e) {
            plan.close();
            throw e;
        }
    }

    PullReport finish(long start) throws IOException {
        if (attempt == null) {
            throw new IllegalStateException("Nothing was received");
        }
        Placement placement = attempt.writer.finish();
        return attempt.writer.report(placement, wireBytes, tools.since(start));
    }

    @Override
    public void close() throws IOException {
        if (attempt != null) {
            attempt.close();
        }
    }

    /** One version of what is pulled, and how far it has got. */
    private final class Attempt implements Closeable {
        final long version;
        final PlanSpool plan;
        final PullWriter writer;
        final PlanReader cursor;
        private @Nullable PlanEntry current;
        private @Nullable LargeFile large;
        private long files;
        private long bytes;

        Attempt(long version, PlanSpool plan) throws IOException {
            this.version = version;
            this.plan = plan;
            this.writer = cancellation.keep(new PullWriter(request, tools, cancellation, plan::open));
            this.cursor = plan.open();
            this.current = cursor.next();
        }

        PullPosition position() {
            return new PullPosition(version, files, large == null ? 0 : large.position());
        }

        void receive(BlockReader in) throws IOException {
            for (PlanEntry entry = current; entry != null; entry = current) {
                cancellation.check();
                if (entry.isDirectory()) {
                    writer.directory(entry);
                } else if (entry.isFile()) {
                    receiveFile(entry, in);
                    files++;
                    bytes += entry.size();
                    progress.advanced(bytes, plan.totals().bytes());
                }
                current = cursor.next();
            }
        }

        private void receiveFile(PlanEntry entry, BlockReader in) throws IOException {
            if (Small.is(entry)) {
                byte[] content = new byte[(int) entry.size()];
                Varint.readFully(in, content, 0, content.length);
                writer.small(entry, () -> content);
                return;
            }
            LargeFile file = large == null ? writer.large(entry) : large;
            large = file;
            while (file.left() > 0) {
                receivePiece(file, in);
                progress.advanced(bytes + file.position(), plan.totals().bytes());
            }
            file.end();
            large = null;
        }

        private void receivePiece(LargeFile file, BlockReader in) throws IOException {
            byte[] buffer = file.buffer();
            int length = (int) Math.min(buffer.length, file.left());
            int count = 0;
            try {
                while (count < length) {
                    cancellation.check();
                    count += readSome(in, buffer, count, length - count);
                }
            } catch (IOException e) {
                // What came before a break is not lost.
                file.add(count);
                throw e;
            }
            file.add(count);
        }

        private int readSome(BlockReader in, byte[] buffer, int offset, int most) throws IOException {
            int count = in.readLarge(buffer, offset, most);
            if (count < 0) {
                throw new MalformedTransfer("The stream ends before its last file");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            try (plan;
                    writer) {
                cursor.close();
            }
        }
    }
}
