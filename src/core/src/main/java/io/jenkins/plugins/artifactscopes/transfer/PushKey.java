package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The name of a push: the same for the same tree, place and pusher, so that a repetition finds what has arrived. */
final class PushKey {
    private static final int LENGTH = 40;
    private static final int BUFFER = 1 << 16;

    private PushKey() {}

    static String of(PushTerms terms, Path plan) throws IOException {
        MessageDigest sha = Digest.sha256();
        String names = String.join(
                "\0",
                terms.scope().project(),
                terms.scope().workflow().orElse(""),
                terms.scope().job().orElse(""),
                terms.holder().toString(),
                terms.destination().value(),
                terms.repetition() == PushTerms.Repetition.IS_ANOTHER ? terms.attempt() : "");
        sha.update(names.getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(plan)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha.update(buffer, 0, count);
            }
        }
        return Digest.of(sha).hex().substring(0, LENGTH);
    }

    static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
