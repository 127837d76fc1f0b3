package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;

/** Refuses a push whose names are taken, before anything is sent. The commit looks again. */
final class ConflictCheck {
    private final ScopePush push;
    private final PushTerms terms;
    private final boolean nothingThere;
    private boolean begun;

    ConflictCheck(ScopeStore store, ScopePush push, PushTerms terms) throws IOException {
        this.push = push;
        this.terms = terms;
        try (ScopeTree tree = store.open(terms.scope(), terms.destination())) {
            nothingThere = !tree.entries().hasNext();
        }
    }

    /** Takes the entries in order, what is pushed first. */
    void check(PlanEntry entry) throws IOException {
        // Where nothing is at the destination, only what is above it can be in the way.
        if (!begun || !nothingThere) {
            push.check(terms.destination().resolve(entry.path()), entry.kind(), terms.overwrite());
        }
        begun = true;
    }
}
