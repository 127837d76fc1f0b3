package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.Pins;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Pins, and expiries in memory, between whose answer and its use something can be made to happen. */
final class AskedPins implements Pins {
    private final Pins pins;
    private final Map<Long, ExpireIn> expiries = new ConcurrentHashMap<>();
    private int answers;
    private Runnable then = () -> {};

    AskedPins(Pins pins) {
        this.pins = pins;
    }

    /** Does something once, when the expiry of an artifact was answered so many times by then. */
    void afterAnswer(int number, Runnable action) {
        answers = number;
        then = action;
    }

    @Override
    public boolean isPinned(ScopeId scope, long artifact) {
        return pins.isPinned(scope, artifact);
    }

    @Override
    public void set(ScopeId scope, long artifact, boolean pinned) {
        pins.set(scope, artifact, pinned);
    }

    @Override
    public boolean knowsExpiries() {
        return true;
    }

    @Override
    public Optional<ExpireIn> expireIn(long artifact) {
        Optional<ExpireIn> answer = Optional.ofNullable(expiries.get(artifact));
        if (answers > 0 && --answers == 0) {
            then.run();
        }
        return answer;
    }

    @Override
    public void setExpireIn(long artifact, @Nullable ExpireIn wanted) {
        if (wanted == null) {
            expiries.remove(artifact);
        } else {
            expiries.put(artifact, wanted);
        }
    }
}
