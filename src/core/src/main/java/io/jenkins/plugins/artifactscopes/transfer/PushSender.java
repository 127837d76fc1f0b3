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

    /**
     * @param source what is pushed
     * @param known the entries, by number, whose content the other side has
     * @param progress told the bytes of content that went out, each time more
     */
    PushSender(PushSource source, BitSet known, Workers workers, Cancellation cancellation, LongConsumer progress) {
        this.source = source;
        this.known = known;
        this.workers = workers;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    void send(PlanCursor plan, PushPosition from, BlockWriter out) throws IOException {
        OrderedContents contents = new OrderedContents(workers, (entry, content) -> write(entry, content, out));
        plan.skip(from.entries());
        long resumeAt = from.bytes();
        long number = from.entries();
        for (PlanEntry entry = plan.next(); entry != null; entry = plan.next(), number++) {
            if (entry.isFile() && !known.get((int) number)) {
                LocalFile file = source.file(entry.path());
                if (Small.is(entry) && resumeAt == 0) {
                    contents.add(entry, small(file, (int) entry.size()));
                } else {
                    contents.drain();
                    sendLarge(entry, file, resumeAt, out);
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

    private void sendLarge(PlanEntry entry, LocalFile path, long from, BlockWriter out) throws IOException {
        out.kind(FileKind.of(entry.path()));
        try (SourceFile file = SourceFile.large(path, entry, 0);
                BackgroundDigest digest = new BackgroundDigest(workers)) {
            long position = 0;
            byte[] buffer = digest.buffer();
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                cancellation.check();
                digest.add(buffer, count);
                int arrived = (int) Math.min(count, Math.max(0, from - position));
                out.write(buffer, arrived, count - arrived);
                progress.accept(count - arrived);
                position += count;
                buffer = digest.buffer();
            }
            Digest computed = digest.finish();
            out.write(computed.bytes());
        }
    }
}
