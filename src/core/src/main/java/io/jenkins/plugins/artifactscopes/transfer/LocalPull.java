package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import java.io.EOFException;
import java.io.IOException;

/** One pull within the process: contents are read by the threads that verify and write them. */
final class LocalPull {
    private final ScopeStore store;
    private final ScopeId scope;
    private final TransferTools tools;
    private final Cancellation cancellation;
    private final ThreadLocal<ExtentReader> readers = ThreadLocal.withInitial(ExtentReader::new);

    LocalPull(ScopeStore store, ScopeId scope, TransferTools tools, Cancellation cancellation) {
        this.store = store;
        this.scope = scope;
        this.tools = tools;
        this.cancellation = cancellation;
    }

    PullReport run(PullRequest request, Progress progress) throws IOException {
        long start = tools.nanoTime().getAsLong();
        try (ScopeTree tree = store.open(scope, request.path())) {
            new PullSender(scope, tree, request.path(), request.filter()).requireSomething();
            Placement.Plans plans = () -> new TreeCursor(tree, request.path(), request.filter());
            try (PullWriter writer = cancellation.keep(new PullWriter(request, tools, cancellation, plans))) {
                copy(tree, new TreeCursor(tree, request.path(), request.filter()), writer, progress);
                Placement placement = writer.finish();
                return writer.report(placement, 0, tools.since(start));
            }
        }
    }

    private void copy(ScopeTree tree, TreeCursor plan, PullWriter writer, Progress progress) throws IOException {
        long total = total(tree);
        long done = 0;
        for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
            cancellation.check();
            if (entry.isDirectory()) {
                writer.directory(entry);
            } else if (entry.isFile()) {
                copyFile(entry, tree.checkedContent(plan.stored()), writer);
                done += entry.size();
                progress.advanced(done, total);
            }
        }
    }

    private static long total(ScopeTree tree) {
        long total = 0;
        for (var entries = tree.entries(); entries.hasNext(); ) {
            total += entries.next().size();
        }
        return total;
    }

    private void copyFile(PlanEntry entry, Extent content, PullWriter writer) throws IOException {
        if (Small.is(entry)) {
            // Whoever reads it closes it; what is never read is closed with the tree.
            writer.small(entry, () -> read(entry, content));
            return;
        }
        try (content) {
            requireLength(entry, content);
            LargeFile file = writer.large(entry);
            while (file.left() > 0) {
                cancellation.check();
                int count = (int) Math.min(file.buffer().length, file.left());
                readers.get().read(content, file.position(), file.buffer(), 0, count);
                file.add(count);
            }
            file.end();
        } catch (EOFException e) {
            throw damaged(entry, "it ends early");
        }
    }

    private byte[] read(PlanEntry entry, Extent content) throws IOException {
        byte[] bytes = new byte[(int) entry.size()];
        try (content) {
            requireLength(entry, content);
            readers.get().read(content, 0, bytes, 0, bytes.length);
        } catch (EOFException e) {
            throw damaged(entry, "it ends early");
        }
        return bytes;
    }

    private void requireLength(PlanEntry entry, Extent content) throws DamagedContent {
        if (content.length() != entry.size()) {
            throw damaged(entry, "it has " + content.length() + " bytes, not " + entry.size());
        }
    }

    private DamagedContent damaged(PlanEntry entry, String how) {
        return new DamagedContent("The stored content of '" + entry.path() + "' in " + scope + " is damaged: " + how
                + ". Push it again.");
    }
}
