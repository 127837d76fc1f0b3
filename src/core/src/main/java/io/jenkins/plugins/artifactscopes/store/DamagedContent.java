package io.jenkins.plugins.artifactscopes.store;

/** What is stored is not what was stored: a digest, a size or the journal does not fit. The message names the file. */
public final class DamagedContent extends StoreException {
    private static final long serialVersionUID = 1;

    public DamagedContent(String message) {
        super(message);
    }
}
