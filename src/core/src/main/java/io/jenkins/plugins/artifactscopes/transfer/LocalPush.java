package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.PushRefused;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** One push within the process. */
final class LocalPush {
    /** Pushes of one tree to one place by one pusher. */
    private static final int MOST_AT_ONCE = 100;

    private final ScopeStore store;
    private final StoreListener listener;
    private final PushTerms terms;
    private final TransferTools tools;
    private final Cancellation cancellation;
    private long done;

    LocalPush(
            ScopeStore store, StoreListener listener, PushTerms terms, TransferTools tools, Cancellation cancellation) {
        this.store = store;
        this.listener = listener;
        this.terms = terms;
        this.tools = tools;
        this.cancellation = cancellation;
    }

    PushReport run(PushRequest request, Progress progress) throws IOException {
        long start = tools.nanoTime().getAsLong();
        try (PushPlan plan = PushPlan.of(request, tools, cancellation)) {
            ConflictCheck.admitNew(listener, terms, plan.totals());
            String key = PushKey.of(terms, plan.spool().file());
            try (ScopePush push = begin(key)) {
                PushReceipt receipt = commit(plan, push, progress);
                return new PushReport(receipt, done, 0, tools.since(start));
            }
        }
    }

    /** The same push at the same time is another one: which of them comes first is seen when they commit. */
    private ScopePush begin(String key) throws IOException {
        PushRefused busy = new PushRefused("The same push to " + terms.scope() + " is under way " + MOST_AT_ONCE
                + " times already. Wait for one to end.");
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            try {
                return store.begin(terms.scope(), i == 0 ? key : key + "x" + i);
            } catch (PushRefused e) {
                busy.addSuppressed(e);
            }
        }
        throw busy;
    }

    private PushReceipt commit(PushPlan plan, ScopePush push, Progress progress) throws IOException {
        try {
            check(plan, push);
            long total = plan.totals().bytes();
            feed(plan, push, bytes -> progress.advanced(bytes, total));
            return push.commit(terms.options(), cancellation::check);
        } catch (IOException | RuntimeException e) {
            abortAfter(push, e);
            throw e;
        }
    }

    /** What failed within the process is not gone on with: it costs little to copy it again, and much to keep it. */
    private static void abortAfter(ScopePush push, Exception failure) {
        try {
            push.abort();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void check(PushPlan pushed, ScopePush push) throws IOException {
        ConflictCheck conflicts = new ConflictCheck(store, push, terms);
        try (PlanReader plan = pushed.open()) {
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
                conflicts.check(entry);
            }
        }
        conflicts.admit(listener, pushed.totals());
    }

    private void feed(PushPlan pushed, ScopePush push, LongConsumer progress) throws IOException {
        PushWriter writer = new PushWriter(push, terms.destination());
        try (PlanReader plan = pushed.open();
                Workers workers = new Workers()) {
            OrderedContents contents = new OrderedContents(workers, (entry, content) -> {
                cancellation.check();
                writer.take(entry, content);
                done += entry.size();
                progress.accept(done);
            });
            plan.skip(push.arrived());
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
                LocalFile file = pushed.source().file(entry.path());
                if (!entry.isFile() || Small.is(entry)) {
                    contents.add(entry, entry.isFile() ? small(file, (int) entry.size()) : null);
                } else {
                    contents.drain();
                    large(entry, file, push, progress);
                }
            }
            contents.drain();
        }
    }

    private static Callable<SmallContent> small(LocalFile file, int size) {
        return () -> SourceFile.small(file, size);
    }

    private void large(PlanEntry entry, LocalFile file, ScopePush push, LongConsumer progress) throws IOException {
        try (SourceFile opened = SourceFile.large(file, entry, push.arrivedBytes());
                InputStream content = counted(opened, progress)) {
            push.file(
                    terms.destination().resolve(entry.path()),
                    entry.mode(),
                    entry.modified(),
                    entry.size(),
                    content,
                    computed -> opened.requireUnchanged());
        }
    }

    private InputStream counted(InputStream content, LongConsumer progress) {
        return new FilterInputStream(content) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                cancellation.check();
                int count = super.read(buffer, offset, length);
                done += Math.max(0, count);
                progress.accept(done);
                return count;
            }
        };
    }
}
