package io.jenkins.plugins.artifactscopes.http;

/** A request that is answered with an error. The message goes to the client. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status an HTTP status from 400
     * @param message what was asked, what was found, what to do
     */
    public Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The message. */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
