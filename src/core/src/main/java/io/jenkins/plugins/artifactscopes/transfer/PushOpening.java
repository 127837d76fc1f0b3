package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the plan of a push, refuses what cannot be committed, and finds which digests are worth asking for. */
final class PushOpening {
    private static final int REMEMBERED_SIZES = 10_000;

    private final ScopeStore store;
    private final StoreListener listener;
    private final PushFiles files;
    private final OpenPushes pushes;
    private final StagedPushes staged;
    private final PlanLimits limits;

    PushOpening(
            ScopeStore store,
            StoreListener listener,
            PushFiles files,
            OpenPushes pushes,
            StagedPushes staged,
            PlanLimits limits) {
        this.store = store;
        this.listener = listener;
        this.files = files;
        this.pushes = pushes;
        this.staged = staged;
        this.limits = limits;
    }

    PushDesk.Opened open(PushTerms terms, InputStream in) throws IOException {
        try (PlanSpool plan = PlanSpool.write(files.root(), writer -> copy(terms, in, writer))) {
            if (store.receipt(terms.scope(), terms.attempt()).isPresent()) {
                return committed(terms, plan);
            }
            ConflictCheck.admitNew(listener, terms, plan.totals());
            String id = PushKey.of(terms, plan.file());
            try (OpenPushes.Lease lease = pushes.take(terms.scope(), id)) {
                BitSet wanted = check(terms, lease.push(), plan);
                staged.opened(id, terms.holder());
                keep(id, terms, plan.file(), wanted);
                PushPosition position =
                        new PushPosition(lease.push().arrived(), lease.push().arrivedBytes());
                return new PushDesk.Opened(id, position, wanted, false);
            }
        }
    }

    private PushDesk.Opened committed(PushTerms terms, PlanSpool plan) throws IOException {
        String id = PushKey.of(terms, plan.file());
        files.write(files.terms(id), PushRecords.terms(terms));
        return new PushDesk.Opened(id, new PushPosition(plan.totals().entries(), 0), new BitSet(), true);
    }

    private void copy(PushTerms terms, InputStream in, PlanWriter out) throws IOException {
        PlanReader reader = new PlanReader(new BoundedInput(in, limits.bytes()), limits, PlanOrder.Shape.PATHS);
        for (PlanEntry entry = reader.next(); entry != null; entry = reader.next()) {
            if (entry.mode() == PlanEntry.NO_MODE) {
                throw new MalformedTransfer("The plan has a directory without a mode: " + entry.path());
            }
            checkPath(terms, entry);
            out.write(entry);
        }
    }

    private static void checkPath(PushTerms terms, PlanEntry entry) throws MalformedTransfer {
        try {
            if (terms.destination().resolve(entry.path()).isRoot()) {
                throw new MalformedTransfer(
                        "A push needs a name in the scope: give a destination such as dist, not '.'.");
            }
        } catch (InvalidPathException e) {
            throw new MalformedTransfer(e);
        }
    }

    private BitSet check(PushTerms terms, ScopePush push, PlanSpool spool) throws IOException {
        BitSet wanted = new BitSet();
        Map<Long, Boolean> sizes = new HashMap<>();
        List<ScopeId> readable = terms.holder().readable();
        long arrived = push.arrived();
        int number = 0;
        ConflictCheck conflicts = new ConflictCheck(store, push, terms);
        try (PlanReader plan = spool.open()) {
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next(), number++) {
                conflicts.check(entry);
                if (entry.isFile() && entry.size() > 0 && number >= arrived && mayKnow(readable, entry.size(), sizes)) {
                    wanted.set(number);
                }
            }
        }
        conflicts.admit(listener, spool.totals());
        return wanted;
    }

    private boolean mayKnow(List<ScopeId> readable, long size, Map<Long, Boolean> sizes) throws IOException {
        Boolean answer = sizes.get(size);
        if (answer == null) {
            answer = store.mayKnow(readable, size);
            if (sizes.size() < REMEMBERED_SIZES) {
                sizes.put(size, answer);
            }
        }
        return answer;
    }

    private void keep(String id, PushTerms terms, Path plan, BitSet wanted) throws IOException {
        // A push that was committed is over: what comes under its name now is a new one.
        files.delete(id);
        files.writeBits(files.wanted(id), wanted);
        Files.move(plan, files.plan(id), StandardCopyOption.ATOMIC_MOVE);
        files.write(files.terms(id), PushRecords.terms(terms));
    }
}
