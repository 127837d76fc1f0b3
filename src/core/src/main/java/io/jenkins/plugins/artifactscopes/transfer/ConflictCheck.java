package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.IOException;

/** Refuses a push whose names are taken or that there is no room for, before anything is sent. The commit looks again. */
final class ConflictCheck {
    private final ScopePush.Names names;
    private final PushTerms terms;
    private final boolean nothingThere;
    private boolean begun;

    ConflictCheck(ScopeStore store, ScopePush push, PushTerms terms) throws IOException {
        this.names = push.names(terms.overwrite());
        this.terms = terms;
        try (ScopeTree tree = store.open(terms.scope(), terms.destination())) {
            nothingThere = !tree.entries().hasNext();
        }
    }

    /** Refuses a push that there is no room for and that replaces nothing, before it is even begun. */
    static void admitNew(StoreListener listener, PushTerms terms, PlanTotals totals) throws QuotaExceeded {
        if (terms.overwrite() == Overwrite.REFUSE) {
            listener.admit(terms.scope(), totals.bytes(), totals.files());
        }
    }

    /** Takes the entries in order, what is pushed first. */
    void check(PlanEntry entry) throws IOException {
        // Where nothing is at the destination, only what is above it can be in the way.
        if (!begun || !nothingThere) {
            names.check(terms.destination().resolve(entry.path()), entry.kind());
        }
        begun = true;
    }

    /** After the last entry: what is replaced gives its room back. */
    void admit(StoreListener listener, PlanTotals totals) throws QuotaExceeded {
        listener.admit(terms.scope(), totals.bytes() - names.replacedBytes(), totals.files() - names.replacedFiles());
    }
}
