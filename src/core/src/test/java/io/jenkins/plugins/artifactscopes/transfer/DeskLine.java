package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A line that ends at a desk in the same process. */
class DeskLine implements TransferLine {
    private final ScopeStore store;
    private final PushDesk desk;
    private final PushTerms terms;

    DeskLine(ScopeStore store, PushDesk desk, PushTerms terms) {
        this.store = store;
        this.desk = desk;
        this.terms = terms;
    }

    private static InputStream sent(Body body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    /** How digests arrive. */
    InputStream digests(InputStream sent) {
        return sent;
    }

    /** How contents arrive. */
    InputStream contents(InputStream sent) {
        return sent;
    }

    @Override
    public byte[] open(Body plan) throws IOException {
        return TransferJson.opened(desk.open(terms, sent(plan)), "");
    }

    @Override
    public byte[] digests(String push, Body digests) throws IOException {
        return TransferJson.known(desk.digests(push, digests(sent(digests))));
    }

    @Override
    public void content(String push, PushPosition from, Body blocks) throws IOException {
        desk.content(push, from, contents(sent(blocks)));
    }

    @Override
    public byte[] commit(String push) throws IOException {
        PushReceipt receipt = desk.commit(push);
        return TransferJson.receipt(receipt);
    }

    @Override
    public InputStream pull() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArtifactPath path = terms.destination();
        try (ScopeTree tree = store.open(terms.scope(), path)) {
            PullSender sender = new PullSender(terms.scope(), tree, path, PathFilter.ALL);
            sender.requireSomething();
            sender.send(PullPosition.START, out, false);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }
}
