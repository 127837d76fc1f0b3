package io.jenkins.plugins.artifactscopes.http.github;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An artifact as GitHub writes it: these keys in this order, then ours. */
final class ArtifactJson {
    private final Runs runs;

    private final Kept kept;

    ArtifactJson(Runs runs, Kept kept) {
        this.runs = runs;
        this.kept = kept;
    }

    boolean isExpired(ArtifactRecord artifact, Instant now) {
        return artifact.entries() == 0
                || expires(artifact).filter(at -> !at.isAfter(now)).isPresent();
    }

    /** What is gone has expired when it did; what is there and kept does not. */
    private Optional<Instant> expires(ArtifactRecord artifact) {
        return artifact.expiry().filter(at -> artifact.entries() == 0 || !kept.isKept(artifact.scope()));
    }

    void write(JsonGenerator json, ArtifactRecord artifact, Address address, Instant now) throws IOException {
        String url = address.artifact(artifact.id());
        Digest digest = artifact.digest();
        json.writeNumberField("id", artifact.id());
        json.writeStringField("node_id", nodeId(artifact.id()));
        json.writeStringField("name", ArtifactName.encode(artifact.name()));
        json.writeNumberField("size_in_bytes", artifact.bytes());
        json.writeStringField("url", url);
        json.writeStringField("archive_download_url", url + "/zip");
        json.writeBooleanField("expired", isExpired(artifact, now));
        json.writeStringField("created_at", seconds(artifact.created()));
        json.writeStringField("expires_at", seconds(expires(artifact).orElse(null)));
        json.writeStringField("updated_at", seconds(artifact.updated()));
        json.writeStringField("digest", digest == null ? null : digest.toString());
        json.writeFieldName("workflow_run");
        run(json, artifact.scope());
        json.writeStringField("scope", artifact.scope().scope().word());
        if (artifact.scope().job().isPresent()) {
            json.writeStringField("job", artifact.scope().job().get());
        }
        json.writeBooleanField("pinned", artifact.pinned());
    }

    private static String nodeId(long id) {
        return Base64.getEncoder().encodeToString(("Artifact" + id).getBytes(StandardCharsets.US_ASCII));
    }

    static @Nullable String seconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void run(JsonGenerator json, ScopeId scope) throws IOException {
        String workflow = scope.workflow().orElse("");
        OptionalLong number = workflow.isEmpty() ? OptionalLong.empty() : runs.number(scope.project(), workflow);
        if (number.isEmpty()) {
            json.writeNull();
            return;
        }
        long repository = repositoryId(scope.project());
        json.writeStartObject();
        json.writeNumberField("id", number.getAsLong());
        json.writeNumberField("repository_id", repository);
        json.writeNumberField("head_repository_id", repository);
        Origin origin = runs.origin(scope.project(), workflow);
        json.writeStringField("head_branch", origin.branch());
        json.writeStringField("head_sha", origin.sha());
        json.writeEndObject();
    }

    /** The same for a project always; below 2^53, which is as far as the numbers of JavaScript clients are exact. */
    private static long repositoryId(String project) {
        byte[] name = project.getBytes(StandardCharsets.UTF_8);
        return Digest.ofContent(name, 0, name.length).prefix() >>> 11;
    }
}
