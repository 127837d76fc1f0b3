package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the server alone knows: 256 random bits each, as Base64 for URLs with a line end, readable by the owner only.
 *
 * @param adminToken reaches everything
 * @param signingKey signs tokens
 * @param linkKeys the first signs links; what any of them signed is good
 */
record Secrets(String adminToken, byte[] signingKey, List<byte[]> linkKeys) {
    private static final int BYTES = 32;
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Reads them, and makes those that are missing. For the one process that holds the home's lock. */
    static Secrets readOrMake(Home home, SecureRandom random) throws IOException {
        if (Files.notExists(home.secrets())) {
            Files.createDirectories(home.directory());
            Files.createDirectory(home.secrets(), OWNER_DIRECTORY);
        }
        for (Path file : new Path[] {home.adminToken(), home.signingKey(), home.linkKey()}) {
            if (Files.notExists(file)) {
                make(file, random);
            }
        }
        return read(home);
    }

    /**
     * Reads them.
     *
     * @throws IOException when the server was never started with this home
     */
    static Secrets read(Home home) throws IOException {
        try {
            return new Secrets(Files.readString(home.adminToken()).strip(), key(home.signingKey()), linkKeys(home));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "There is no " + e.getFile() + ". Start the server once with --home " + home.directory()
                            + ", which makes it, or name the home that the server has.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "A key in " + home.secrets()
                            + " is damaged. Delete it and start the server again; tokens minted before then"
                            + " no longer work.",
                    e);
        }
    }

    private static byte[] key(Path file) throws IOException {
        return Base64.getUrlDecoder().decode(Files.readString(file).strip());
    }

    private static List<byte[]> linkKeys(Home home) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        for (Path file : new Path[] {home.linkKey(), home.previousLinkKey()}) {
            if (Files.exists(file)) {
                keys.add(key(file));
            }
        }
        return keys;
    }

    /**
     * Makes a new key for links; links that the one before it signed stay good until the next time. Whoever has read the keys before goes
     * on with those.
     */
    static void rotateLinkKey(Home home, SecureRandom random) throws IOException {
        if (Files.exists(home.linkKey())) {
            // First a second name for it, so that a crash leaves no moment without a key.
            Path copy = home.previousLinkKey().resolveSibling("link-key.copy");
            Files.deleteIfExists(copy);
            Files.createLink(copy, home.linkKey());
            Files.move(copy, home.previousLinkKey(), StandardCopyOption.ATOMIC_MOVE);
        }
        make(home.linkKey(), random);
    }

    /** The key for one purpose, so that what is signed for one is worth nothing for another. */
    byte[] key(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA256", e);
        }
    }

    /** A half-written secret never has its name, so that a crash here leaves nothing to clear up. */
    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_FILE);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
