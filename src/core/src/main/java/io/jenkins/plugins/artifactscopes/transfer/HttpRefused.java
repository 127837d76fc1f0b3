package io.jenkins.plugins.artifactscopes.transfer;

/** The server refused a request. */
public final class HttpRefused extends TransferFailed {
    private static final long serialVersionUID = 1;

    private final int status;

    private final Origin origin;

    HttpRefused(int status, String message, Origin origin) {
        super(message);
        this.status = status;
        this.origin = origin;
    }

    /** Who answered. */
    enum Origin {
        SERVER,
        /** Not in the words of an artifact server: a proxy, or something else at that address. */
        STRANGER
    }

    /** Whether an artifact server refused, rather than something on the way to it. */
    public boolean isOfServer() {
        return origin == Origin.SERVER;
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
