package io.jenkins.plugins.artifactscopes.server;

/** A token that lets nobody in; the message says why, as far as its bearer may know. */
final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1;

    TokenRefused(String message) {
        super(message);
    }

    TokenRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
