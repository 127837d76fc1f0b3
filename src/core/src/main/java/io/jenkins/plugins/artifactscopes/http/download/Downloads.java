package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with a file, or with a directory as a ZIP, to who has been let in already. Safe for use by many threads. */
public final class Downloads {
    private static final int PARTIAL = HttpServletResponse.SC_PARTIAL_CONTENT;

    /** An artifact up to this size is packed before it is sent, so that its length can be told. */
    private static final long PACKED_BYTES = 1 << 20;

    private static final long PACKED_ENTRIES = 500;

    private final ScopeStore store;
    private final Contents contents;

    public Downloads(ScopeStore store, InstantSource clock) {
        this.store = store;
        this.contents = new Contents(clock);
    }

    /**
     * Answers with the file, or a part of it as the request asks.
     *
     * @throws Refusal 404 when there is no file
     * @throws io.jenkins.plugins.artifactscopes.store.DamagedContent when it is not what was stored; the answer, if begun, is to be broken off
     */
    public void file(
            HttpServletRequest request,
            HttpServletResponse response,
            ScopeId scope,
            ArtifactPath path,
            Presentation presentation)
            throws IOException, Refusal {
        try (ScopeTree tree = store.open(scope, path)) {
            Entry file = file(tree, scope, path);
            String tag = "\"" + file.requireDigest().hex() + "\"";
            response.setHeader("ETag", tag);
            describe(response, file, presentation);
            if (Conditions.isUnchanged(request, tag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            Optional<ByteRange> range = range(request, tag, file.size());
            if (range.isPresent() && range.get().length() == 0) {
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                response.setHeader("Content-Range", "bytes */" + file.size());
                response.setContentLength(0);
                return;
            }
            ByteRange part = range.orElse(new ByteRange(0, file.size()));
            if (range.isPresent()) {
                response.setStatus(PARTIAL);
                response.setHeader("Content-Range", part.header(file.size()));
            }
            response.setContentType(MediaTypes.of(path.name()));
            response.setContentLengthLong(part.length());
            if (!request.getMethod().equals("HEAD")) {
                contents.write(scope, tree, file, part, response.getOutputStream());
            }
        }
    }

    /**
     * The beginning of a file, for a page to show. All of the file is read and verified for that, unless it was lately.
     *
     * @param limit bytes at most
     * @throws Refusal 404 when there is no file
     * @throws io.jenkins.plugins.artifactscopes.store.DamagedContent when it is not what was stored
     */
    public byte[] head(ScopeId scope, ArtifactPath path, int limit) throws IOException, Refusal {
        try (ScopeTree tree = store.open(scope, path)) {
            Entry file = file(tree, scope, path);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            contents.write(scope, tree, file, new ByteRange(0, Math.min(limit, file.size())), head);
            return head.toByteArray();
        }
    }

    private static Entry file(ScopeTree tree, ScopeId scope, ArtifactPath path) throws Refusal {
        Iterator<Entry> entries = tree.entries();
        if (!entries.hasNext()) {
            throw new Refusal(404, scope + " has no " + path + ".");
        }
        Entry entry = entries.next();
        if (!entry.path().equals(path) || !entry.isFile()) {
            String what = entry.path().equals(path) && entry.kind() == Entry.Kind.LINK
                    ? "a link to " + entry.requireTarget()
                    : "a directory";
            throw new Refusal(404, path + " of " + scope + " is " + what + ", not a file.");
        }
        return entry;
    }

    private static Optional<ByteRange> range(HttpServletRequest request, String tag, long size) {
        @Nullable String condition = request.getHeader("If-Range");
        return condition == null || condition.equals(tag)
                ? ByteRange.parse(request.getHeader("Range"), size)
                : Optional.empty();
    }

    private static void describe(HttpServletResponse response, Entry file, Presentation presentation) {
        String name = file.path().name();
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", Disposition.header(presentation, name));
        response.setHeader("Cache-Control", "private, no-cache");
        if (MediaTypes.isActive(name)) {
            response.setHeader("Content-Security-Policy", "sandbox");
        }
    }

    /**
     * Answers with what is at and below a path as a ZIP. The names in it count from that path; a single file has its own name.
     *
     * @param artifact that the path is in
     * @throws Refusal 404 when there is nothing
     */
    public void zip(
            HttpServletRequest request, HttpServletResponse response, ArtifactRecord artifact, ArtifactPath path)
            throws IOException, Refusal {
        ScopeId scope = artifact.scope();
        try (ScopeTree tree = store.open(scope, path)) {
            if (!tree.entries().hasNext()) {
                throw new Refusal(404, scope + " has no " + path + ".");
            }
            response.setContentType("application/zip");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(
                    "Content-Disposition", Disposition.header(Presentation.ATTACHMENT, path.name() + ".zip"));
            response.setHeader("Cache-Control", "private, no-store");
            ZipStream zip = new ZipStream(scope, tree, path);
            boolean small = artifact.bytes() <= PACKED_BYTES && artifact.entries() <= PACKED_ENTRIES;
            if (small) {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                zip.write(packed);
                response.setContentLength(packed.size());
                packed.writeTo(response.getOutputStream());
            } else if (!request.getMethod().equals("HEAD")) {
                zip.write(response.getOutputStream());
            }
        }
    }
}
