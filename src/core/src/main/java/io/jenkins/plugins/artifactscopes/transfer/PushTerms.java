package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import org.jspecify.annotations.Nullable;

/**
 * What a push was opened with.
 *
 * @param scope where it goes
 * @param holder who pushes: contents that it can read need not be sent
 * @param by who pushes, for people to read
 * @param destination the name in the scope; the root for a push that brings names of its own
 * @param overwrite what to do about files of the same name
 * @param expireIn how long it is wanted, or null
 * @param attempt names this push alone, so that its receipt is found when the answer to its commit was lost: 1 to 64 of
 *     {@code [0-9a-z]}
 * @param origin what the run was built from, as far as the pusher tells
 * @param repetition what a push of the same tree with another attempt is
 */
public record PushTerms(
        ScopeId scope,
        Holder holder,
        String by,
        ArtifactPath destination,
        Overwrite overwrite,
        @Nullable ExpireIn expireIn,
        String attempt,
        Origin origin,
        Repetition repetition) {
    private static final int MAX_ATTEMPT = 64;

    /** What another push of the same tree by the same pusher to the same place is. */
    public enum Repetition {
        /** The same push, which goes on with what has arrived of it. */
        GOES_ON,
        /** A push of its own, whatever its tree: two at one time are none of each other's business until one commits. */
        IS_ANOTHER
    }

    public PushTerms {
        if (attempt.isEmpty()
                || attempt.length() > MAX_ATTEMPT
                || !attempt.chars().allMatch(PushTerms::isPlain)) {
            throw new IllegalArgumentException("The name of a push has 1 to " + MAX_ATTEMPT + " of [0-9a-z].");
        }
    }

    public PushTerms(
            ScopeId scope,
            Holder holder,
            String by,
            ArtifactPath destination,
            Overwrite overwrite,
            @Nullable ExpireIn expireIn,
            String attempt) {
        this(scope, holder, by, destination, overwrite, expireIn, attempt, Origin.NONE);
    }

    public PushTerms(
            ScopeId scope,
            Holder holder,
            String by,
            ArtifactPath destination,
            Overwrite overwrite,
            @Nullable ExpireIn expireIn,
            String attempt,
            Origin origin) {
        this(scope, holder, by, destination, overwrite, expireIn, attempt, origin, Repetition.GOES_ON);
    }

    /** The same, but for a pusher who never comes back to a push with another attempt. */
    public PushTerms once() {
        return new PushTerms(
                scope, holder, by, destination, overwrite, expireIn, attempt, origin, Repetition.IS_ANOTHER);
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }

    PushOptions options() {
        return new PushOptions(overwrite, by, expireIn, attempt, origin);
    }
}
