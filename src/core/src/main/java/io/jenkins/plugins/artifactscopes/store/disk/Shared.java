package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What all scopes of a store have in common.
 *
 * @param ids gives an artifact's id, each once and ascending
 */
record Shared(
        EntryIndex index,
        IndexFile file,
        StoreListener listener,
        Clock clock,
        LongSupplier ids,
        Durability durability) {}
