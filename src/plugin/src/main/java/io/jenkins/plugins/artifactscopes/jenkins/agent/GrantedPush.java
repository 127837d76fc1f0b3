package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.PushUnknown;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/** A push that an agent may do over HTTP. Closing it forgets what was not committed. */
final class GrantedPush implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(GrantedPush.class.getName());

    /** Longer than Jenkins' web server waits for a client that has gone without a word. */
    private static final Duration END = Duration.ofSeconds(45);

    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Grant grant;
    private final Grant.Place place;
    private final Duration end;

    GrantedPush(Grant grant, Grant.Place place) {
        this(grant, place, END);
    }

    /** @param end how long a request that is under way may take to end, when the push goes on another way */
    GrantedPush(Grant grant, Grant.Place place, Duration end) {
        this.grant = grant;
        this.place = place;
        this.end = end;
    }

    Grant grant() {
        return grant;
    }

    private PushTerms terms() {
        return grant.push().orElseThrow();
    }

    /** Ends this way, so that the same push can go on another one; one that does not end may have been committed. */
    void leave() throws IOException {
        Grants.get().revoke(grant);
        try {
            if (!grant.awaitEnd(end) && decided().isEmpty()) {
                throw new IOException("The transfer over HTTP does not end. Run the step again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The transfer was interrupted", e);
        }
    }

    /** The agent is lost: a request that is under way has been cut off, and may be a commit that is about to end. */
    void awaitLastWord() throws InterruptedException {
        Grants.get().revoke(grant);
        grant.awaitEnd(LAST_WORD);
    }

    /** What is committed for good: nothing becomes visible afterwards. The store has a commit end first that was let through before. */
    Optional<PushReceipt> decided() throws IOException {
        grant.abort();
        return committed();
    }

    /** What the store says of it, whatever the agent does. */
    PushReceipt receipt() throws IOException {
        PushReceipt told =
                committed().orElseThrow(() -> new IOException("The agent ended the push without committing it."));
        for (String push : grant.opened()) {
            // The store does not keep when a push expires, because rules change.
            Optional<PushReceipt> answered = desk().receipt(push);
            if (answered.isPresent()
                    && answered.get().push().number() == told.push().number()) {
                return answered.get();
            }
        }
        return told;
    }

    private PushDesk desk() {
        return Objects.requireNonNull(place.desk());
    }

    private Optional<PushReceipt> committed() throws IOException {
        return place.store().receipt(terms().scope(), terms().attempt());
    }

    @Override
    public void close() throws IOException {
        Grants.get().revoke(grant);
        if (grant.opened().isEmpty() || committed().isPresent()) {
            return;
        }
        boolean ended = false;
        try {
            ended = grant.awaitEnd(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ended) {
            abort();
        } else {
            grant.abort();
            Timer.get().schedule(this::abortLater, end.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void abort() throws IOException {
        for (String push : grant.opened()) {
            try {
                desk().abort(push);
            } catch (PushUnknown e) {
                // It was committed another way, or forgotten before.
                continue;
            }
        }
    }

    private void abortLater() {
        try {
            abort();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "What is left of a push to " + terms().scope() + " goes with the next sweep", e);
        }
    }
}
