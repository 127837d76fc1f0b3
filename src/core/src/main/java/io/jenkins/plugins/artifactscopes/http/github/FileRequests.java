package io.jenkins.plugins.artifactscopes.http.github;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The requests for what is in an artifact. */
final class FileRequests {
    private final GitHubApi api;

    FileRequests(GitHubApi api) {
        this.api = api;
    }

    void list(Exchange exchange, ArtifactRecord artifact) throws IOException {
        Paging paging = Paging.of(exchange.request());
        paging.link(exchange.response(), artifact.entries());
        ArtifactPath root = ArtifactPath.of(artifact.name());
        String files = exchange.address().artifact(artifact.id()) + "/files/";
        try (ScopeTree tree = api.store().open(artifact.scope(), root)) {
            Iterator<Entry> entries = tree.entries();
            for (long skipped = 0; skipped < paging.offset() && entries.hasNext(); skipped++) {
                entries.next();
            }
            exchange.answerUnlessKnown(Json.object(json -> {
                json.writeNumberField("total_count", artifact.entries());
                json.writeArrayFieldStart("files");
                for (int i = 0; i < paging.size() && entries.hasNext(); i++) {
                    write(json, entries.next(), root, files);
                }
                json.writeEndArray();
            }));
        }
    }

    private static void write(JsonGenerator json, Entry entry, ArtifactPath root, String files) throws IOException {
        ArtifactPath path = entry.path().equals(root) ? root : entry.path().relativeTo(root);
        json.writeStartObject();
        json.writeStringField("path", path.value());
        json.writeStringField("type", entry.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("size", entry.size());
        json.writeStringField("mode", String.format("%04o", entry.mode()));
        json.writeStringField("modified_at", ArtifactJson.seconds(entry.modified()));
        json.writeStringField("digest", entry.isFile() ? entry.requireDigest().toString() : null);
        json.writeStringField("target", entry.target());
        json.writeStringField("url", entry.isFile() ? files + encoded(path) : null);
        json.writeEndObject();
    }

    private static String encoded(ArtifactPath path) {
        return String.join("/", path.names().stream().map(Address::encoded).toList());
    }

    /** Answers with a file, or with a directory as a ZIP. */
    void get(Exchange exchange, ArtifactRecord artifact, List<String> names) throws IOException, Refusal {
        ArtifactPath path = path(artifact, names);
        if (isDirectory(artifact.scope(), path)) {
            api.content().zip(exchange.request(), exchange.response(), artifact, path);
        } else {
            api.content()
                    .file(
                            exchange.request(),
                            exchange.response(),
                            artifact.scope(),
                            path,
                            "inline".equals(exchange.parameter("as")) ? Presentation.INLINE : Presentation.ATTACHMENT);
        }
    }

    private boolean isDirectory(ScopeId scope, ArtifactPath path) throws IOException {
        Optional<Entry> entry = api.store().find(scope, path);
        if (entry.isPresent()) {
            return entry.get().kind() == Entry.Kind.DIRECTORY;
        }
        try (ScopeTree tree = api.store().open(scope, path)) {
            return tree.entries().hasNext();
        }
    }

    /** An artifact that is one file has that one under its own name. */
    private ArtifactPath path(ArtifactRecord artifact, List<String> names) throws IOException, Refusal {
        ArtifactPath root = ArtifactPath.of(artifact.name());
        try {
            if (names.size() == 1 && names.get(0).equals(artifact.name())) {
                Optional<Entry> itself = api.store().find(artifact.scope(), root);
                if (itself.filter(Entry::isFile).isPresent()) {
                    return root;
                }
            }
            return root.resolve(ArtifactPath.of(String.join("/", names)));
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, String.valueOf(e.getMessage()));
        }
    }
}
