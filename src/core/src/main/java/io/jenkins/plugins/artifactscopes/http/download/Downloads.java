package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers with a file, or with a directory as a ZIP, to who has been let in already. Safe for use by many threads. */
public final class Downloads {
    /** The length of a ZIP of up to so many entries is told; to add up more takes longer than a download may take to begin. */
    private static final int MEASURED_ENTRIES = 5000;

    /** A shorter one leaves all at once. */
    private static final int SHORT = 1 << 20;

    private final ScopeStore store;
    private final Contents contents;

    public Downloads(ScopeStore store, InstantSource clock) {
        this(store, clock, FileSender.COPY);
    }

    /** @param sender sends what was found whole lately */
    public Downloads(ScopeStore store, InstantSource clock, FileSender sender) {
        this.store = store;
        this.contents = new Contents(clock, sender);
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
            describe(response, Disposition.header(presentation, path.name()));
            if (MediaTypes.isActive(path.name())) {
                response.setHeader("Content-Security-Policy", "sandbox");
            }
            response.setContentType(MediaTypes.of(path.name()));
            String tag = "\"" + file.requireDigest().hex() + "\"";
            Optional<ByteRange> part = KnownLength.begin(request, response, tag, file.size());
            if (part.isPresent()) {
                contents.write(scope, tree, file, part.get(), response.getOutputStream());
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
            throw nothing(scope, path);
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

    private static Refusal nothing(ScopeId scope, ArtifactPath path) {
        return new Refusal(404, scope + " has no " + path + ".");
    }

    private static void describe(HttpServletResponse response, String disposition) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", disposition);
        response.setHeader("Cache-Control", "private, no-cache");
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
        zip(request, response, artifact.scope(), path, path.name());
    }

    /**
     * Answers with all of a scope as a ZIP. The names in it are those in the scope.
     *
     * @param name of the ZIP, without {@code .zip}
     * @throws Refusal 404 when there is nothing
     */
    public void zip(HttpServletRequest request, HttpServletResponse response, ScopeId scope, String name)
            throws IOException, Refusal {
        zip(request, response, scope, ArtifactPath.ROOT, name);
    }

    private void zip(
            HttpServletRequest request, HttpServletResponse response, ScopeId scope, ArtifactPath path, String name)
            throws IOException, Refusal {
        try (ScopeTree tree = store.open(scope, path)) {
            if (!tree.entries().hasNext()) {
                throw nothing(scope, path);
            }
            describe(response, Disposition.header(Presentation.ATTACHMENT, name + ".zip"));
            response.setContentType("application/zip");
            Optional<StoredZip> stored = StoredZip.of(tree, path);
            if (stored.isPresent()) {
                try (StoredZip zip = stored.get()) {
                    stored(request, response, scope, path, tree, zip);
                }
            } else {
                made(request, response, tag("made", scope, path, tree), new ZipStream(scope, tree, path));
            }
        }
    }

    private void stored(
            HttpServletRequest request,
            HttpServletResponse response,
            ScopeId scope,
            ArtifactPath path,
            ScopeTree tree,
            StoredZip zip)
            throws IOException {
        Optional<ByteRange> part = KnownLength.begin(request, response, tag("stored", scope, path, tree), zip.length());
        if (part.isPresent()) {
            contents.write(scope, tree, path.value(), zip, part.get(), response.getOutputStream());
        }
    }

    private static void made(HttpServletRequest request, HttpServletResponse response, String tag, ZipStream zip)
            throws IOException {
        if (KnownLength.isKnown(request, response, tag)) {
            return;
        }
        OptionalLong length = zip.length(MEASURED_ENTRIES);
        length.ifPresent(response::setContentLengthLong);
        if (!request.getMethod().equals("HEAD")) {
            zip.write(response.getOutputStream(), length.orElse(Long.MAX_VALUE) > SHORT);
        }
    }

    /** The same as long as nothing in the scope changes. A scope that was deleted and begun anew counts from 1 again, but at another time. */
    private static String tag(String how, ScopeId scope, ArtifactPath path, ScopeTree tree) {
        String begun = tree.entries().next().push().pushed().toString();
        byte[] what = String.join("\0", how, scope.toString(), path.value(), Long.toString(tree.version()), begun)
                .getBytes(StandardCharsets.UTF_8);
        return "\"" + Digest.ofContent(what, 0, what.length).hex().substring(0, 32) + "\"";
    }
}
