package io.jenkins.plugins.artifactscopes.cli;

/** A command that cannot be meant as it was written. */
final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
        super(message);
    }

    WrongUsage(String message, Throwable cause) {
        super(message, cause);
    }

    /** A value that could not be read; its message says what is allowed. */
    WrongUsage(IllegalArgumentException cause) {
        this(String.valueOf(cause.getMessage()), cause);
    }
}
