package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** Reads what {@link PushSender} wrote into a push of the store, alongside the plan. */
final class PushReceiver {
    private final ScopeStore store;
    private final ScopePush push;
    private final ArtifactPath destination;
    private final List<ScopeId> readable;
    private final KnownContents known;
    private final Workers workers;
    private final LongConsumer skipped;

    PushReceiver(
            ScopeStore store,
            ScopePush push,
            PushTerms terms,
            KnownContents known,
            Workers workers,
            LongConsumer skipped) {
        this.store = store;
        this.push = push;
        this.destination = terms.destination();
        this.readable = terms.holder().readable();
        this.known = known;
        this.workers = workers;
        this.skipped = skipped;
    }

    /** Goes on where the push stands. What arrives before a failure is kept. */
    void receive(PlanCursor plan, BlockReader in) throws IOException {
        PushWriter writer = new PushWriter(push, destination);
        OrderedContents contents = new OrderedContents(workers, writer);
        try {
            long number = push.arrived();
            plan.skip(number);
            known.skipTo(number);
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next(), number++) {
                take(entry, number, in, contents);
            }
        } catch (IOException e) {
            keep(contents, e);
            throw e;
        }
        contents.drain();
        in.requireEnd();
    }

    private static void keep(OrderedContents contents, IOException failure) {
        try {
            contents.drain();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void take(PlanEntry entry, long number, BlockReader in, OrderedContents contents) throws IOException {
        if (!entry.isFile()) {
            contents.add(entry, null);
            return;
        }
        Optional<Digest> digest = known.digest(number);
        if (digest.isPresent()) {
            contents.drain();
            takeKnown(entry, digest.get());
        } else {
            takeContent(entry, in, contents);
        }
    }

    private void takeKnown(PlanEntry entry, Digest digest) throws IOException {
        ArtifactPath path = destination.resolve(entry.path());
        Optional<ScopeStore.Known> there = store.known(readable, entry.size(), digest);
        if (there.isEmpty() || !push.known(path, entry.mode(), entry.modified(), entry.size(), digest, there.get())) {
            throw new PushUnknown("The content of " + path + " was deleted meanwhile; it has to be sent after all.");
        }
        skipped.accept(entry.size());
    }

    private void takeContent(PlanEntry entry, BlockReader in, OrderedContents contents) throws IOException {
        if (Small.is(entry) && !resumes(entry, contents)) {
            byte[] content = new byte[(int) entry.size()];
            Varint.readFully(in, content, 0, content.length);
            Digest claimed = readDigest(in);
            contents.add(entry, verified(entry, content, claimed));
        } else {
            contents.drain();
            takeLarge(entry, in);
        }
    }

    /** Whether the store has a part of this file, which it may also keep for one that is small here. */
    private boolean resumes(PlanEntry entry, OrderedContents contents) throws IOException {
        return contents.isEmpty() && entry.size() > 0 && push.arrivedBytes() > 0;
    }

    private Callable<SmallContent> verified(PlanEntry entry, byte[] content, Digest claimed) {
        return () -> {
            SmallContent found = SmallContent.of(content, content.length);
            requireSame(entry, found.digest(), claimed);
            return found;
        };
    }

    private void takeLarge(PlanEntry entry, BlockReader in) throws IOException {
        LimitedInput content = new LimitedInput(in, entry.size() - push.arrivedBytes());
        push.file(
                destination.resolve(entry.path()), entry.mode(), entry.modified(), entry.size(), content, computed -> {
                    requireSame(entry, computed, readDigest(in));
                });
    }

    private static Digest readDigest(BlockReader in) throws IOException {
        byte[] digest = new byte[Digest.LENGTH];
        Varint.readFully(in, digest, 0, digest.length);
        return Digest.of(digest);
    }

    private void requireSame(PlanEntry entry, Digest found, Digest claimed) throws WrongContent {
        if (!found.equals(claimed)) {
            throw new WrongContent(destination.resolve(entry.path()) + " arrived with " + found + ", but " + claimed
                    + " was sent. Push it again.");
        }
    }
}
