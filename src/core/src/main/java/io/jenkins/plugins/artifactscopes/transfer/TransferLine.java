package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Carries one transfer to the store's side over a connection that stands already. What is pushed or pulled, and by whom, the store's side
 * knows before. Answers are objects of {@link TransferJson}; they are bytes so that any carrier can take them.
 */
public interface TransferLine {
    /**
     * Opens the push.
     *
     * @param plan writes the plan, not compressed
     * @return as {@link TransferJson#opened} writes it, the address being of no meaning
     */
    byte[] open(Body plan) throws IOException;

    /** Tells the digests that the answer to the plan asked for; answered as by {@link TransferJson#known}. */
    byte[] digests(String push, Body digests) throws IOException;

    /** Sends the contents, beginning where the push stands. */
    void content(String push, PushPosition from, Body blocks) throws IOException;

    /** Makes the push visible; answered as by {@link TransferJson#receipt}. */
    byte[] commit(String push) throws IOException;

    /** What {@link PullSender} sends from the start. */
    InputStream pull() throws IOException;

    /** Writes what is sent. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
