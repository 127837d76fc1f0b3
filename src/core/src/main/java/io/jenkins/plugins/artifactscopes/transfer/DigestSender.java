package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.Future;

/** Computes digests of local files on several threads and writes them in the order of the plan. */
final class DigestSender {
    private static final int WINDOW = 64;
    private static final int BUFFER = 1 << 18;

    private final PushSource source;
    private final Workers workers;
    private final Cancellation cancellation;
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    DigestSender(PushSource source, Workers workers, Cancellation cancellation) {
        this.source = source;
        this.workers = workers;
        this.cancellation = cancellation;
    }

    void send(PlanCursor plan, BitSet wanted, OutputStream out) throws IOException {
        Deque<Future<Digest>> running = new ArrayDeque<>();
        int number = 0;
        for (PlanEntry entry = plan.next(); entry != null; entry = plan.next(), number++) {
            if (wanted.get(number)) {
                PlanEntry file = entry;
                running.add(workers.submit(() -> digest(file)));
                if (running.size() == WINDOW) {
                    out.write(Workers.await(running.remove()).bytes());
                }
            }
        }
        while (!running.isEmpty()) {
            out.write(Workers.await(running.remove()).bytes());
        }
    }

    private Digest digest(PlanEntry entry) throws IOException {
        cancellation.check();
        LocalFile path = source.file(entry.path());
        if (entry.size() < BUFFER) {
            return SourceFile.digest(path, (int) entry.size(), buffers.get());
        }
        var sha = Digest.sha256();
        byte[] buffer = buffers.get();
        try (SourceFile file = SourceFile.large(path, entry, 0)) {
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                cancellation.check();
                sha.update(buffer, 0, count);
            }
        }
        return Digest.of(sha);
    }
}
