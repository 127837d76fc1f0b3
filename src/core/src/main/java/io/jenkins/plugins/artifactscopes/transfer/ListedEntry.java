package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a list shows it.
 *
 * @param entry what is stored
 * @param expires when it goes, or null for never
 */
public record ListedEntry(Entry entry, @Nullable Instant expires) {}
