package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.BulkChange;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where what is chosen for one project is kept: with a job as its property, elsewhere with what else can be a project. */
final class ItemSettings {
    private ItemSettings() {}

    /** What is chosen for a project; empty where nothing is. */
    static Optional<ArtifactScopesProperty> of(Item item) {
        return item instanceof Job<?, ?> job
                ? Optional.ofNullable(job.getProperty(ArtifactScopesProperty.class))
                : ExtensionList.lookup(Kind.class).stream()
                        .map(kind -> kind.of(item))
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    /**
     * Reads something of what is chosen for a project; empty where nothing is.
     *
     * @throws IllegalArgumentException when it cannot be read: a file that was edited may say anything. The message names the project
     */
    static <T> Optional<T> read(Item item, Function<ArtifactScopesProperty, T> reading) {
        try {
            return of(item).map(reading);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "What is chosen for the artifacts of " + item.getFullName() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** The rules of a project; empty where they cannot be read, which the sweep reports. */
    static Optional<RetentionPolicy> policy(Item item) {
        try {
            return Optional.of(read(item, ArtifactScopesProperty::policy).orElse(RetentionPolicy.NONE));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException for what has no settings */
    static void set(Item item, ArtifactScopesProperty settings) throws IOException {
        if (item instanceof Job<?, ?> job) {
            set(job, settings);
            return;
        }
        for (Kind kind : ExtensionList.lookup(Kind.class)) {
            if (kind.set(item, settings)) {
                return;
            }
        }
        throw new IllegalArgumentException(item.getFullName() + " has no retention of its own; that for all holds.");
    }

    private static <J extends Job<J, ?>> void set(Job<?, ?> anyJob, ArtifactScopesProperty settings)
            throws IOException {
        @SuppressWarnings("unchecked")
        J job = (J) anyJob;
        ArtifactScopesProperty before = job.getProperty(ArtifactScopesProperty.class);
        // At no time is there none, neither on disk nor for whoever looks meanwhile.
        try (BulkChange change = new BulkChange(job)) {
            job.addProperty(settings);
            if (before != null) {
                job.removeProperty(before);
            }
            change.commit();
        }
    }

    /** A kind of projects that are no jobs. */
    interface Kind extends ExtensionPoint {
        /** Null for another kind, and where nothing is chosen. */
        @Nullable
        ArtifactScopesProperty of(Item item);

        /** @return whether it is of this kind, and is set therefore */
        boolean set(Item item, ArtifactScopesProperty settings) throws IOException;
    }
}
