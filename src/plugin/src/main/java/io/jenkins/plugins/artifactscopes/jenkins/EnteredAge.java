package io.jenkins.plugins.artifactscopes.jenkins;

import io.jenkins.plugins.artifactscopes.store.ExpireIn;

/** How long something is kept, as people enter it in forms. */
public final class EnteredAge {
    private EnteredAge() {}

    /** @throws IllegalArgumentException for what is none; the message, in the language of who asks, says what is */
    public static ExpireIn parse(String text) {
        try {
            return ExpireIn.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.EnteredAge_wrong(text), e);
        }
    }
}
