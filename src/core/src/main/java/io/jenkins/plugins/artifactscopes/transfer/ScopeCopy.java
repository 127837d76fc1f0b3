package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.VerifiedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Copies all of a scope into another of the same store, where it replaces files of the same name. Contents are shared where they can be. */
public final class ScopeCopy {
    private final ScopeStore store;
    private final ScopeId from;
    private final ScopeId to;
    private final String by;

    /** @param by who copies, for people to read */
    public ScopeCopy(ScopeStore store, ScopeId from, ScopeId to, String by) {
        this.store = store;
        this.from = from;
        this.to = to;
        this.by = by;
    }

    /**
     * Copies; what expires earlier than the rest comes as a push of its own.
     *
     * @param key names the copy among the pushes of the scope; 1 to 60 of {@code [0-9a-z]}
     * @return files copied
     */
    public long run(String key) throws IOException {
        long files = 0;
        try (ScopeTree tree = store.open(from, ArtifactPath.ROOT)) {
            int number = 0;
            for (Optional<ExpireIn> expireIn : expiries(tree)) {
                files += copy(tree, expireIn, key + number++);
            }
        }
        return files;
    }

    private static Optional<ExpireIn> expireIn(Entry entry) {
        return Optional.ofNullable(entry.push().expireIn());
    }

    private static Set<Optional<ExpireIn>> expiries(ScopeTree tree) {
        Set<Optional<ExpireIn>> all = new LinkedHashSet<>();
        for (Iterator<Entry> entries = tree.entries(); entries.hasNext(); ) {
            all.add(expireIn(entries.next()));
        }
        return all;
    }

    private long copy(ScopeTree tree, Optional<ExpireIn> expireIn, String key) throws IOException {
        try (ScopePush push = store.begin(to, key)) {
            try {
                for (Iterator<Entry> entries = tree.entries(); entries.hasNext(); ) {
                    Entry entry = entries.next();
                    if (expireIn(entry).equals(expireIn)) {
                        copy(entry, push);
                    }
                }
                return push.commit(new PushOptions(Overwrite.REPLACE, by, expireIn.orElse(null)))
                        .files();
            } catch (IOException e) {
                push.abort();
                throw e;
            }
        }
    }

    private void copy(Entry entry, ScopePush push) throws IOException {
        switch (entry.kind()) {
            case DIRECTORY -> push.directory(entry.path(), entry.mode(), entry.modified());
            case LINK -> push.link(entry.path(), entry.requireTarget(), entry.modified());
            case FILE -> file(entry, push);
        }
    }

    private void file(Entry entry, ScopePush push) throws IOException {
        ScopeStore.Known known = new ScopeStore.Known(from, entry.path());
        if (!push.known(entry.path(), entry.mode(), entry.modified(), entry.size(), entry.requireDigest(), known)) {
            try (InputStream content = new VerifiedInput(store.open(from, entry.path()), entry)) {
                push.file(entry.path(), entry.mode(), entry.modified(), entry.size(), content, computed -> {});
            }
        }
    }
}
