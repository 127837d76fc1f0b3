package io.jenkins.plugins.artifactscopes.jenkins.steps;

import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What steps give to scripts: plain maps, lists, texts and numbers, which the sandbox allows and a restart keeps. */
final class Results {
    private Results() {}

    /** Keys: scope, path, files, links, bytes, bytesSent, expires (ISO 8601, or null). */
    static Map<String, Object> pushed(ScopeId scope, ArtifactPath name, PushReport report) {
        Map<String, Object> result = of(scope, name);
        result.put("files", report.receipt().files());
        result.put("links", report.receipt().links());
        result.put("bytes", report.receipt().bytes());
        result.put("bytesSent", report.sentBytes());
        result.put("expires", report.receipt().expiry().map(Instant::toString).orElse(null));
        return result;
    }

    /** Keys: scope, path, destination, files, bytes, refusedLinks. */
    static Map<String, Object> pulled(ScopeId scope, PathChoice files, PullReport report) {
        Map<String, Object> result = of(scope, ArtifactPath.parse(files.path()));
        result.put("destination", files.destination());
        result.put("files", report.files());
        result.put("bytes", report.bytes());
        result.put("refusedLinks", new ArrayList<>(report.refused()));
        return result;
    }

    /** Keys: scope, path, files, bytes, bytesFreed. */
    static Map<String, Object> yanked(ScopeId scope, ArtifactPath path, Removal removal) {
        Map<String, Object> result = of(scope, path);
        result.put("files", removal.files());
        result.put("bytes", removal.bytes());
        result.put("bytesFreed", removal.freedBytes());
        return result;
    }

    /** Keys: path, type, size, sha256 (or null), mode, pushedBy, pushed, expires (or null). */
    static Map<String, Object> listed(Entry entry, Optional<Instant> expires) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("path", entry.path().value());
        result.put("type", entry.kind().name().toLowerCase(Locale.ROOT));
        result.put("size", entry.size());
        result.put("sha256", entry.isFile() ? entry.requireDigest().hex() : null);
        result.put("mode", String.format(Locale.ROOT, "%04o", entry.mode()));
        result.put("pushedBy", entry.push().by());
        result.put("pushed", entry.push().pushed().toString());
        result.put("expires", expires.map(Instant::toString).orElse(null));
        return result;
    }

    private static Map<String, Object> of(ScopeId scope, ArtifactPath path) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scope", scope.scope().word());
        result.put("path", path.toString());
        return result;
    }
}
