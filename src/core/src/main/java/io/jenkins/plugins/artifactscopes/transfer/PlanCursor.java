package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through the entries of a plan, in order, once. */
interface PlanCursor extends Closeable {
    /** The next entry; null after the last. */
    @Nullable
    PlanEntry next() throws IOException;

    @Override
    default void close() throws IOException {}

    /** Passes over the next {@code entries}. */
    default void skip(long entries) throws IOException {
        for (long i = 0; i < entries && next() != null; i++) {
            continue;
        }
    }
}
