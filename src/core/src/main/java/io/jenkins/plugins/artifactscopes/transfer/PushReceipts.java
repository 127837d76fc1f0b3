package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What commits were answered with, for those who ask again. The store does not keep when a push expires, because rules change; here it is
 * kept for a while, as it was when the push was committed.
 */
final class PushReceipts {
    private static final Logger LOGGER = Logger.getLogger(PushReceipts.class.getName());

    private final ScopeStore store;
    private final PushFiles files;

    PushReceipts(ScopeStore store, PushFiles files) {
        this.store = store;
        this.files = files;
    }

    /** The receipt of a push that was committed; empty when it was not. */
    Optional<PushReceipt> find(String id, PushTerms terms) throws IOException {
        Optional<PushReceipt> stored = store.receipt(terms.scope(), terms.attempt());
        if (stored.isEmpty()) {
            return stored;
        }
        long number = stored.get().push().number();
        return kept(id).filter(kept -> kept.push().number() == number).or(() -> stored);
    }

    /** The answer to the commit, where it says more than the store's own receipt. */
    Optional<PushReceipt> kept(String id) throws IOException {
        try (InputStream json = Files.newInputStream(files.receipt(id))) {
            return Optional.of(TransferJson.receipt(FlatJson.read(json)));
        } catch (NoSuchFileException e) {
            // It was not committed, or never expires, or that was long ago.
            return Optional.empty();
        }
    }

    void keep(String id, PushReceipt receipt) {
        if (receipt.expiry().isEmpty()) {
            return;
        }
        try {
            files.write(files.receipt(id), TransferJson.receipt(receipt));
        } catch (IOException e) {
            // The push is committed; only who asks again is not told when it expires.
            LOGGER.log(Level.WARNING, "The answer to a commit could not be kept", e);
        }
    }
}
