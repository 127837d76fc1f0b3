package io.jenkins.plugins.artifactscopes.engine;

import io.jenkins.plugins.artifactscopes.retention.SweepResult.Failure;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.disk.DiskScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.ScopeRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/** What dead processes left behind in scopes: pushes that nobody goes on with, contents that nothing names. */
final class Leftovers {
    private static final Logger LOGGER = Logger.getLogger(Leftovers.class.getName());
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final DiskScopeStore store;
    private final ScopeRoots roots;
    private final Path mark;

    /** @param mark a file that says, over restarts, until when something may be in any scope */
    Leftovers(DiskScopeStore store, ScopeRoots roots, Path mark) {
        this.store = store;
        this.roots = roots;
        this.mark = mark;
    }

    /** The process before this one did not end in order, and may have left something in any scope. */
    void mayBeEverywhere(Instant now) throws IOException {
        Files.writeString(mark, now.plus(ABANDONED).toString());
    }

    /**
     * Takes away what is old enough. A scope that does not open keeps nobody from the others.
     *
     * @param stop asked often; true ends it early
     * @return the scopes that it could not be taken from
     */
    List<Failure> remove(Instant now, BooleanSupplier stop) throws IOException {
        if (stop.getAsBoolean()) {
            return List.of();
        }
        Optional<Instant> everywhere = everywhereUntil(now);
        boolean moved = store.forgetMoved(before(now));
        List<Failure> failures = remove(scopes(now, everywhere.isPresent(), moved), now, stop);
        if (stop.getAsBoolean()) {
            if (moved) {
                mayBeEverywhere(now);
            }
        } else if (everywhere.isPresent() && now.isAfter(everywhere.get())) {
            // What a dead process left in its last moments was old enough to go only now.
            Files.deleteIfExists(mark);
        }
        return failures;
    }

    /** Empty when the process before this one ended in order, or all that it left has been looked for. */
    private Optional<Instant> everywhereUntil(Instant now) throws IOException {
        try {
            return Optional.of(Instant.parse(Files.readString(mark)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DateTimeParseException e) {
            // A process died while it wrote this.
            mayBeEverywhere(now);
            return Optional.of(now.plus(ABANDONED));
        }
    }

    private Set<ScopeId> scopes(Instant now, boolean everywhere, boolean moved) throws IOException {
        Set<ScopeId> scopes = store.stagedBefore(before(now));
        if (everywhere) {
            store.scopes().forEachRemaining(scopes::add);
        }
        if (everywhere || moved) {
            // The index may not have been saved since a scope's first push began, and lacks what came with a renamed
            // project.
            roots.forEach(scope -> addStaging(scope, scopes), LOGGER::warning);
        }
        return scopes;
    }

    private void addStaging(ScopeId scope, Set<ScopeId> scopes) {
        if (store.isStaging(scope)) {
            scopes.add(scope);
        }
    }

    private List<Failure> remove(Set<ScopeId> scopes, Instant now, BooleanSupplier stop) {
        List<Failure> failures = new ArrayList<>();
        for (ScopeId scope : scopes) {
            if (!stop.getAsBoolean()) {
                try {
                    store.removeOrphans(scope, before(now));
                } catch (IOException | RuntimeException e) {
                    failures.add(new Failure(scope, e));
                }
            }
        }
        return failures;
    }

    private static long before(Instant now) {
        return now.minus(ABANDONED).toEpochMilli();
    }
}
