package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.List;

/** Finds out which contents of a push the store has, among those that the pusher could pull. */
final class PushKnowledge {
    private final ScopeStore store;
    private final PushFiles files;

    PushKnowledge(ScopeStore store, PushFiles files) {
        this.store = store;
        this.files = files;
    }

    BitSet learn(String id, PushTerms terms, InputStream digests) throws IOException {
        BitSet wanted = files.readBits(files.wanted(id));
        BitSet known = new BitSet();
        Path kept = files.draft(id);
        try (PlanReader plan = PlanSpool.read(files.plan(id));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(kept))) {
            look(plan, terms.holder().readable(), wanted, digests, out, known);
        } catch (NoSuchFileException e) {
            throw new PushUnknown("There is no plan for this push. Open it again; what has arrived is kept.");
        } catch (IOException e) {
            Files.deleteIfExists(kept);
            throw e;
        }
        files.writeBits(files.known(id), known);
        Files.move(kept, files.digests(id), StandardCopyOption.ATOMIC_MOVE);
        return known;
    }

    private void look(
            PlanReader plan, List<ScopeId> readable, BitSet wanted, InputStream in, OutputStream out, BitSet known)
            throws IOException {
        byte[] bytes = new byte[Digest.LENGTH];
        int number = 0;
        for (PlanEntry entry = plan.next(); entry != null; entry = plan.next(), number++) {
            if (wanted.get(number)) {
                Varint.readFully(in, bytes, 0, bytes.length);
                out.write(bytes);
                known.set(
                        number,
                        store.known(readable, entry.size(), Digest.of(bytes)).isPresent());
            }
        }
        if (in.read() >= 0) {
            throw new MalformedTransfer("More digests came than were asked for");
        }
    }
}
