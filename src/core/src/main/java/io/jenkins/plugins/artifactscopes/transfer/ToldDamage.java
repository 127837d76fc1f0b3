package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.DamagedContent;

/** Damage that ends a pull: the puller notices it by itself, or the sender tells of it in its stream. */
public final class ToldDamage {
    /** What every message of damage has: an agent's failure arrives as its words alone. */
    static final String WORDS = " is damaged";

    private static final int DEEPEST = 100;

    private ToldDamage() {}

    /** Whether a pull failed with this because of damage, as far as the puller says: who acts on it looks for himself. */
    public static boolean isIn(Throwable failure) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < DEEPEST; at = at.getCause(), depth++) {
            String message = at.getMessage();
            if (at instanceof DamagedContent || (message != null && message.contains(WORDS))) {
                return true;
            }
        }
        return false;
    }
}
