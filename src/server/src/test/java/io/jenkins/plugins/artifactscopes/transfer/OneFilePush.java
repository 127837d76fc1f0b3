package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;

/** The bodies of a push of one file of one byte. */
public final class OneFilePush {
    private OneFilePush() {}

    public static byte[] plan() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            PlanWriter plan = new PlanWriter(deflated);
            plan.write(new PlanEntry(ArtifactPath.ROOT, Kind.FILE, 1, 0644, Instant.EPOCH, null, null));
            plan.end();
        }
        return bytes.toByteArray();
    }

    public static byte[] content() throws IOException {
        byte[] content = {1};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BlockWriter blocks = new BlockWriter(bytes, AdaptiveCompression.never())) {
            blocks.write(content, 0, 1);
            blocks.write(Digest.ofContent(content, 0, 1).bytes(), 0, Digest.LENGTH);
            blocks.end();
        }
        return bytes.toByteArray();
    }
}
