package io.jenkins.plugins.artifactscopes.jenkins.shell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest of several files with their names; the same on the controller and on an agent. */
final class CommandDigest {
    private final MessageDigest sha256;

    CommandDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    void add(String name, byte[] content) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Long.BYTES)
                .putInt(text.length)
                .putInt(content.length)
                .array());
        sha256.update(text);
        sha256.update(content);
    }

    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Whether the command's files, just as their digest says, are in a directory. */
    static boolean isWhole(Path directory, String digest) throws IOException {
        CommandDigest sum = new CommandDigest();
        for (String name : CommandFiles.NAMES) {
            Path file = directory.resolve(name);
            if (!Files.isRegularFile(file)) {
                return false;
            }
            sum.add(name, Files.readAllBytes(file));
        }
        return sum.hex().equals(digest);
    }
}
