package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.BackgroundDigest;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the files of a push that the other side does not have, in the order of the plan, each followed by its SHA-256. */
final class PushSender {
    private final PushSource source;
    private final BitSet known;
    private final Workers workers;
    private final Cancellation cancellation;
    private final LongConsumer progress;
    private final ArrivedPart arrived;

    /**
     * @param source what is pushed
     * @param known the entries, by number, whose content the other side has
     * @param progress told the bytes of content that went out, each time more
     * @param arrived what attempts before have read of the file that comes next
     */
    PushSender(
            PushSource source,
            BitSet known,
            Workers workers,
            Cancellation cancellation,
            LongConsumer progress,
            ArrivedPart arrived) {
        this.source = source;
        this.known = known;
        this.workers = workers;
        this.cancellation = cancellation;
        this.progress = progress;
        this.arrived = arrived;
    }

    /** Reads the part of the file that comes next which has arrived, which may take long; then {@link #send} begins to write at once. */
    void prepare(PlanCursor plan, PushPosition from) throws IOException {
        if (from.bytes() == 0) {
            return;
        }
        plan.skip(from.entries());
        PlanEntry entry = plan.next();
        if (entry != null && isSent(entry, from.entries())) {
            arrived.read(from.entries(), entry, source.file(entry.path()), from.bytes());
        }
    }

    private boolean isSent(PlanEntry entry, long number) {
        return entry.isFile() && !known.get((int) number);
    }

    void send(PlanCursor plan, PushPosition from, BlockWriter out) throws IOException {
        OrderedContents contents = new OrderedContents(workers, (entry, content) -> write(entry, content, out));
        plan.skip(from.entries());
        long resumeAt = from.bytes();
        long number = from.entries();
        for (PlanEntry entry = plan.next(); entry != null; entry = plan.next(), number++) {
            if (isSent(entry, number)) {
                LocalFile file = source.file(entry.path());
                if (Small.is(entry) && resumeAt == 0) {
                    contents.add(entry, small(file, (int) entry.size()));
                } else {
                    contents.drain();
                    arrived.read(number, entry, file, resumeAt);
                    sendLarge(entry, file, out);
                }
            }
            resumeAt = 0;
        }
        contents.drain();
        out.end();
    }

    private static Callable<SmallContent> small(LocalFile file, int size) {
        return () -> SourceFile.small(file, size);
    }

    private void write(PlanEntry entry, @Nullable SmallContent content, BlockWriter out) throws IOException {
        cancellation.check();
        if (content != null) {
            out.kind(FileKind.of(entry.path()));
            out.write(content.buffer(), 0, content.length());
            out.write(content.digest().bytes());
            progress.accept(content.length());
        }
    }

    private void sendLarge(PlanEntry entry, LocalFile path, BlockWriter out) throws IOException {
        out.kind(FileKind.of(entry.path()));
        try (SourceFile file = SourceFile.large(path, entry, arrived.bytes());
                BackgroundDigest digest = new BackgroundDigest(workers, arrived.digest())) {
            byte[] buffer = digest.buffer();
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                cancellation.check();
                digest.add(buffer, count);
                out.write(buffer, 0, count);
                progress.accept(count);
                buffer = digest.buffer();
            }
            Digest computed = digest.finish();
            out.write(computed.bytes());
        }
    }
}
