package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The store's side of pushes, whatever carries them. What was agreed on is in files, so that a push can be gone on with on another
 * connection and after a restart. Safe for use by many threads.
 */
public final class PushDesk implements Closeable {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    private final ScopeStore store;
    private final LongConsumer skipped;
    private final PushOpening opening;
    private final PushFiles files;
    private final OpenPushes pushes;
    private final StagedPushes staged;
    private final PushReceipts receipts;
    private final Clock clock;
    private Instant swept = Instant.MIN;

    /** @param spool a directory of its own, which is created when it is not there */
    public PushDesk(ScopeStore store, StoreListener listener, Path spool, PlanLimits limits, Clock clock)
            throws IOException {
        this(store, listener, spool, limits, clock, bytes -> {});
    }

    /**
     * @param spool a directory of its own, which is created when it is not there
     * @param skipped hears how large each content was that was not sent, because the store had it
     */
    public PushDesk(
            ScopeStore store, StoreListener listener, Path spool, PlanLimits limits, Clock clock, LongConsumer skipped)
            throws IOException {
        this.store = store;
        this.skipped = skipped;
        this.files = new PushFiles(Files.createDirectories(spool), clock);
        this.pushes = new OpenPushes(store, clock);
        this.staged = new StagedPushes(clock);
        this.receipts = new PushReceipts(store, files);
        this.opening = new PushOpening(store, listener, files, pushes, staged, limits);
        this.clock = clock;
    }

    /**
     * Takes a plan and refuses what could not be committed as things stand.
     *
     * @param plan as {@link PlanFormat} says, not compressed
     * @throws MalformedTransfer when it is no plan, or too large
     * @throws TooManyPushes when the holder has too many under way
     * @throws io.jenkins.plugins.artifactscopes.store.StoreException for a conflict or an exceeded quota
     */
    public Opened open(PushTerms terms, InputStream plan) throws IOException {
        sweep();
        return opening.open(terms, plan);
    }

    private void sweep() throws IOException {
        synchronized (this) {
            if (swept.isAfter(clock.instant().minus(SWEEP_EVERY))) {
                return;
            }
            swept = clock.instant();
        }
        files.sweep(clock.instant().minus(KEPT));
    }

    /**
     * Takes the digests that were asked for, 32 bytes each, in the order of the entries.
     *
     * @return the entries, by number, whose content need not be sent
     */
    public BitSet digests(String id, InputStream digests) throws IOException {
        try (PushFiles.Use use = use(id)) {
            return new PushKnowledge(store, files).learn(id, terms(use.id()), digests);
        }
    }

    /**
     * Takes the contents that the store does not have. What arrives before a failure is kept.
     *
     * @param from where the stream begins: where the push stands, or it is refused
     */
    public void content(String id, PushPosition from, InputStream blocks) throws IOException {
        try (PushFiles.Use use = use(id)) {
            receive(id, terms(use.id()), from, blocks);
        }
    }

    private void receive(String id, PushTerms terms, PushPosition from, InputStream blocks) throws IOException {
        try (OpenPushes.Lease lease = pushes.take(terms.scope(), id);
                Workers workers = new Workers();
                BlockReader in = new BlockReader(blocks);
                KnownContents known = KnownContents.read(
                        files.readBits(files.wanted(id)), files.readBits(files.known(id)), files.digests(id));
                PlanReader plan = openPlan(id)) {
            // Unless all goes well it is closed, so that it gives back what a failing disk left half done, and is
            // opened again at need.
            lease.end();
            requirePosition(from, lease);
            Files.deleteIfExists(files.refusal(id));
            new PushReceiver(store, lease.push(), terms, known, workers, skipped).receive(plan, in);
            lease.goOn();
        }
    }

    private static void requirePosition(PushPosition from, OpenPushes.Lease lease) throws IOException {
        PushPosition stands =
                new PushPosition(lease.push().arrived(), lease.push().arrivedBytes());
        if (!stands.equals(from)) {
            throw new MalformedTransfer("The push stands at " + stands + ", the stream begins at " + from);
        }
    }

    private PlanReader openPlan(String id) throws IOException {
        try {
            return PlanSpool.read(files.plan(id));
        } catch (NoSuchFileException e) {
            throw unknown();
        }
    }

    /** Keeps the reason why a stream of contents was refused, for a client that cannot read the answer any more. */
    public void refused(String id, byte[] reason) throws IOException {
        files.write(files.refusal(id), reason);
    }

    /** The reason that was kept; empty for none. */
    public byte[] refusal(String id) throws IOException {
        try {
            return Files.readAllBytes(files.refusal(id));
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** @throws PushBusy while a request brings contents */
    public PushPosition position(String id) throws IOException {
        try (OpenPushes.Lease lease = pushes.take(terms(id).scope(), id)) {
            return new PushPosition(lease.push().arrived(), lease.push().arrivedBytes());
        }
    }

    /** Makes the push visible. Once it is, a repetition gives the same receipt. */
    public PushReceipt commit(String id) throws IOException {
        return commit(id, () -> {});
    }

    /**
     * The same, unless it is not wanted any more.
     *
     * @param wanted asked when all is written, and nothing is to be seen yet
     */
    public PushReceipt commit(String id, ScopePush.Wanted wanted) throws IOException {
        PushTerms terms = terms(id);
        Optional<PushReceipt> before = receipts.find(id, terms);
        if (before.isPresent()) {
            return before.get();
        }
        try (OpenPushes.Lease lease = pushes.take(terms.scope(), id)) {
            requireWhole(id, lease);
            PushReceipt receipt = lease.push().commit(terms.options(), wanted);
            lease.end();
            receipts.keep(id, receipt);
            files.deleteAgreement(id);
            staged.ended(id);
            return receipt;
        }
    }

    /**
     * What the commit of the push was answered with, for an hour; empty when it was not committed, or when that says no more than the store's
     * own receipt.
     */
    public Optional<PushReceipt> receipt(String id) throws IOException {
        return PushKey.isOne(id) ? receipts.kept(id) : Optional.empty();
    }

    private void requireWhole(String id, OpenPushes.Lease lease) throws IOException {
        long arrived = lease.push().arrived();
        try (PlanReader plan = openPlan(id)) {
            plan.skip(arrived);
            if (plan.next() != null) {
                throw new MalformedTransfer(
                        "Only " + arrived + " entries of the plan have arrived; send the rest first.");
            }
        }
    }

    /** Forgets the push with what has arrived. */
    public void abort(String id) throws IOException {
        try (OpenPushes.Lease lease = pushes.take(terms(id).scope(), id)) {
            lease.end();
            lease.push().abort();
        }
        files.delete(id);
        staged.ended(id);
    }

    private PushFiles.Use use(String id) throws PushUnknown {
        if (!PushKey.isOne(id)) {
            throw unknown();
        }
        return files.use(id);
    }

    private PushTerms terms(String id) throws IOException {
        if (!PushKey.isOne(id)) {
            throw unknown();
        }
        try {
            return PushRecords.terms(Files.readAllBytes(files.terms(id)));
        } catch (NoSuchFileException e) {
            throw unknown();
        }
    }

    private static PushUnknown unknown() {
        return new PushUnknown("There is no push of this name under way. Open it again; what has arrived is kept.");
    }

    @Override
    public void close() throws IOException {
        pushes.close();
    }

    /**
     * The answer to a plan.
     *
     * @param id names the push
     * @param position where the stream of contents begins
     * @param wanted the entries, by number, whose digest decides whether they are sent
     * @param committed whether this very push was committed before, and only its receipt is still to be asked for
     */
    public record Opened(String id, PushPosition position, BitSet wanted, boolean committed) {}
}
