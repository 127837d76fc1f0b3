package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Verifies scopes that are in use. What is found in a scope is looked at once more: only what two readings find alike is damaged, the rest
 * was deleted or moved while it was read. For one thread; others may ask how far it is.
 */
public final class LiveVerification {
    private final ScopeRoots roots;
    private final Clock clock;
    private final BooleanSupplier stop;
    private final Predicate<ScopeId> known;
    private volatile long files;
    private volatile long bytes;
    private volatile @Nullable Verification current;

    /**
     * Prepares to verify.
     *
     * @param stop asked before each file; true ends it early
     * @param known whether something was committed to a scope: one without a journal is damaged then, and else just new
     */
    public LiveVerification(ScopeRoots roots, Clock clock, BooleanSupplier stop, Predicate<ScopeId> known) {
        this.roots = roots;
        this.clock = clock;
        this.stop = stop;
        this.known = known;
    }

    /** How many files were read. */
    public long files() {
        Verification now = current;
        return files + (now == null ? 0 : now.files());
    }

    /** How many bytes of content were read. */
    public long bytes() {
        Verification now = current;
        return bytes + (now == null ? 0 : now.bytes());
    }

    /** Hears of damage as soon as it is found. */
    @FunctionalInterface
    public interface Findings {
        /**
         * Something is damaged.
         *
         * @param scope that it is in; null for what cannot be said to be in one
         * @param damage for people to read, with the name of the file
         */
        void found(@Nullable ScopeId scope, String damage);
    }

    /** Verifies every scope; tells each damage once. */
    public void verifyAll(Findings findings) throws IOException {
        Set<ScopeId> scopes = new LinkedHashSet<>();
        roots.forEach(scopes::add, damage -> findings.found(null, damage));
        for (ScopeId scope : scopes) {
            if (stop.getAsBoolean()) {
                return;
            }
            verify(scope).forEach(damage -> findings.found(scope, damage));
        }
    }

    /** What is damaged in one scope. */
    public List<String> verify(ScopeId scope) throws IOException {
        Set<String> found = read(scope);
        if (!found.isEmpty() && !stop.getAsBoolean()) {
            found.retainAll(read(scope));
        }
        return List.copyOf(found);
    }

    private Set<String> read(ScopeId scope) throws IOException {
        Set<String> found = new HashSet<>();
        try (Verification verification = new Verification(roots, clock, found::add, stop, known)) {
            current = verification;
            verification.verify(scope);
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            // Of a journal that was rewritten between two looks; one that is really so is so the second time.
            found.add("The journal of " + scope + " could not be read: " + e.getMessage());
        } finally {
            Verification done = current;
            current = null;
            if (done != null) {
                files = files + done.files();
                bytes = bytes + done.bytes();
            }
        }
        return found;
    }
}
