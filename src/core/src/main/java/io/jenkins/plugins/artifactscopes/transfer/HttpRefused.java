package io.jenkins.plugins.artifactscopes.transfer;

/** The server refused a request. */
public final class HttpRefused extends TransferFailed {
    private static final long serialVersionUID = 1;

    private final int status;

    HttpRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the same request may work a little later. */
    boolean isPassing() {
        return switch (status) {
            case 408, 429, 502, 503, 504 -> true;
            default -> false;
        };
    }
}
