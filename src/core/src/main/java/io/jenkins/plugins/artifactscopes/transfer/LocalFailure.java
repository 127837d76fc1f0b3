package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Words for what a local file system refuses: its own say little more than a path. */
final class LocalFailure {
    private LocalFailure() {}

    /** The failure of {@code verb} (such as {@code read}) on {@code file}. */
    static IOException of(String verb, Path file, IOException cause) {
        if (cause instanceof TransferFailed) {
            return cause;
        }
        return new TransferFailed("Cannot " + verb + " " + file + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    static TransferFailed changed(Path file, String how) {
        return new TransferFailed(
                file + " changed while it was pushed: " + how + ". Push it when nothing writes to it any more.");
    }
}
