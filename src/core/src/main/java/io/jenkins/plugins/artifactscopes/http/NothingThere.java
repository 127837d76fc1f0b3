package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.util.Collections;
import java.util.Iterator;

/** A scope as it looks to whom may not know of it: like one that nothing was pushed to. */
final class NothingThere implements ScopeTree {
    @Override
    public long version() {
        return 0;
    }

    @Override
    public Iterator<Entry> entries() {
        return Collections.emptyIterator();
    }

    @Override
    public Extent content(Entry file) {
        throw new IllegalStateException("There is no file here.");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
