package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Descriptor.FormException;
import org.jspecify.annotations.Nullable;

/** Makes something of a form, or of a part of it, as it was sent. */
@FunctionalInterface
interface EnteredForm<T extends @Nullable Object> {
    T read() throws FormException;

    /**
     * @param field of the form
     * @throws FormException for what is wrong in it; the message says what is right
     */
    static <T extends @Nullable Object> T read(String field, EnteredForm<T> form) throws FormException {
        try {
            return form.read();
        } catch (IllegalArgumentException | LinkageError e) {
            if (reason(e) instanceof IllegalArgumentException reason) {
                throw new FormException(String.valueOf(reason.getMessage()), reason, field);
            }
            throw e;
        }
    }

    /** Stapler and Jenkins say of what they could not make what it was to be made of; what was wrong with that is the cause. */
    private static @Nullable Throwable reason(Throwable failure) {
        Throwable reason = failure;
        while (reason != null && String.valueOf(reason.getMessage()).startsWith("Failed to ")) {
            reason = reason.getCause();
        }
        return reason;
    }
}
