package io.jenkins.plugins.artifactscopes.jenkins.manager;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.Util;
import hudson.remoting.Callable;
import io.jenkins.plugins.artifactscopes.http.download.ZipStream;
import io.jenkins.plugins.artifactscopes.jenkins.DownloadLinks;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.TreeLookup;
import io.jenkins.plugins.artifactscopes.store.TreeLookup.Node;
import io.jenkins.plugins.artifactscopes.store.VerifiedInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.util.VirtualFile;
import org.jspecify.annotations.Nullable;

/**
 * A path in what a run has for itself: its workflow scope, or its job scope in a run that it is a part of; whether something is there or not. A
 * link to a file within the scope is that file to whoever does not ask {@link #readLink}; a link to a directory, to nothing or to somewhere
 * else is neither file nor directory.
 */
final class ScopedVirtualFile extends VirtualFile {
    private static final long serialVersionUID = 1;

    /** The name that the root has with Jenkins' own manager, and that a ZIP of everything begins with. */
    private static final String ROOT_NAME = "archive";

    private final String project;
    private final String workflow;

    /** Empty for the workflow scope. */
    private final String job;

    private final String path;

    /** @param path names with one slash between them; empty for the root; not necessarily a path that can be */
    private ScopedVirtualFile(String project, String workflow, String job, String path) {
        this.project = project;
        this.workflow = workflow;
        this.job = job;
        this.path = path;
    }

    static ScopedVirtualFile root(ScopeId own) {
        return new ScopedVirtualFile(
                own.project(), own.workflow().orElseThrow(), own.job().orElse(""), "");
    }

    private ScopedVirtualFile at(String other) {
        return new ScopedVirtualFile(project, workflow, job, other);
    }

    private ScopeId scope() {
        return job.isEmpty() ? ScopeId.workflow(project, workflow) : ScopeId.job(project, workflow, job);
    }

    /** Asks about what is here; {@code otherwise} is the answer where nothing can be. */
    private <T> T ask(Function<TreeLookup, Function<ArtifactPath, T>> question, T otherwise) throws IOException {
        Optional<ArtifactPath> where = where();
        return where.isEmpty()
                ? otherwise
                : OpenTrees.get().with(scope(), tree -> question.apply(new TreeLookup(tree))
                        .apply(where.get()));
    }

    private Optional<ArtifactPath> where() {
        try {
            return Optional.of(path.isEmpty() ? ArtifactPath.ROOT : ArtifactPath.of(path));
        } catch (InvalidPathException e) {
            // Nothing in a scope can have this name.
            return Optional.empty();
        }
    }

    private @Nullable Node found() throws IOException {
        return ask(lookup -> where -> lookup.find(where), Optional.<Node>empty())
                .orElse(null);
    }

    /** What is here, or what the link here leads to unless that is a directory. */
    private @Nullable Node target() throws IOException {
        Node node = found();
        if (node == null || !node.isLink()) {
            return node;
        }
        Node target = ask(lookup -> where -> lookup.resolve(where), Optional.<Node>empty())
                .orElse(null);
        return target != null && target.isFile() ? target : null;
    }

    @Override
    public String getName() {
        return path.isEmpty() ? ROOT_NAME : path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public URI toURI() {
        String names = Arrays.stream(path.split("/")).map(Util::rawEncode).collect(Collectors.joining("/"));
        String scope = Util.rawEncode(workflow) + (job.isEmpty() ? "" : "/jobs/" + Util.rawEncode(job));
        return URI.create("artifact-scopes:/" + Util.rawEncode(project) + "/" + scope + "/" + names);
    }

    @Override
    public VirtualFile getParent() {
        int slash = path.lastIndexOf('/');
        return at(slash < 0 ? "" : path.substring(0, slash));
    }

    @Override
    public VirtualFile child(String name) {
        StringBuilder joined = new StringBuilder(path);
        for (String part : name.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                joined.append(joined.isEmpty() ? "" : "/").append(part);
            }
        }
        return at(joined.toString());
    }

    @Override
    public boolean isDirectory() throws IOException {
        Node node = found();
        return node != null && node.isDirectory();
    }

    @Override
    public boolean isFile() throws IOException {
        Node node = target();
        return node != null && node.isFile();
    }

    @Override
    public boolean exists() throws IOException {
        return target() != null;
    }

    @Override
    public boolean canRead() throws IOException {
        return exists();
    }

    /** The target of a link as it was archived; null also for one that leads outside. */
    @Override
    public @CheckForNull String readLink() throws IOException {
        Node node = found();
        return node != null && node.isLink() && TreeLookup.target(node).isPresent()
                ? node.requireEntry().requireTarget()
                : null;
    }

    @Override
    public long length() throws IOException {
        Node node = target();
        return node == null || node.entry() == null ? 0 : node.requireEntry().size();
    }

    @Override
    public long lastModified() throws IOException {
        Node node = target();
        return node == null || node.entry() == null
                ? 0
                : node.requireEntry().modified().toEpochMilli();
    }

    @Override
    public int mode() throws IOException {
        Node node = target();
        return node == null || node.entry() == null ? -1 : node.requireEntry().mode();
    }

    @Override
    public VirtualFile[] list() throws IOException {
        List<Node> children = ask(lookup -> lookup::children, List.<Node>of());
        return children.stream().map(child -> at(child.path().value())).toArray(VirtualFile[]::new);
    }

    @Override
    public Collection<String> list(String includes, @CheckForNull String excludes, boolean useDefaultExcludes)
            throws IOException {
        Optional<ArtifactPath> where = where();
        Globs globs = new Globs(includes, excludes, useDefaultExcludes);
        return where.isEmpty() ? List.of() : OpenTrees.get().with(scope(), tree -> globs.filesBelow(where.get(), tree));
    }

    @Override
    public Collection<String> list(
            String includes, @CheckForNull String excludes, boolean useDefaultExcludes, OpenOption... openOptions)
            throws IOException {
        return list(includes, excludes, useDefaultExcludes);
    }

    /** Writes links to what is in the ZIP as links, others as the files that they lead to, and files with their modes. */
    @Override
    public int zip(
            OutputStream out,
            String includes,
            @CheckForNull String excludes,
            boolean useDefaultExcludes,
            @CheckForNull String prefix,
            OpenOption... openOptions)
            throws IOException {
        ArtifactPath directory = where().orElseThrow(() -> new NoSuchFileException(toString()));
        Globs globs = new Globs(includes, excludes, useDefaultExcludes);
        String before = prefix == null || prefix.isBlank() ? "" : Util.ensureEndsWith(prefix, "/");
        try (ScopeTree tree = ScopeService.get().store().open(scope(), ArtifactPath.ROOT)) {
            ZipChoice choice = new ZipChoice(directory, globs, tree);
            long count = new ZipStream(scope(), tree, directory, before, choice::of).write(out);
            // Only now: closed after a failure, it would end as if all of it were there.
            out.close();
            return (int) Math.min(count, Integer.MAX_VALUE);
        }
    }

    @Override
    public InputStream open() throws IOException {
        Node file = target();
        if (file == null || !file.isFile()) {
            throw new FileNotFoundException(
                    "There is no file " + path + " among the artifacts of " + project + " " + workflow + ".");
        }
        ScopeTree tree = ScopeService.get().store().open(scope(), file.path());
        return new VerifiedInput(tree, file.requireEntry());
    }

    @Override
    public <V> V run(Callable<V, IOException> callable) throws IOException {
        return OpenTrees.get().with(scope(), tree -> callable.call());
    }

    @Override
    public @CheckForNull URL toExternalURL() throws IOException {
        Node file = target();
        if (file == null || !file.isFile()) {
            return null;
        }
        for (DownloadLinks links : ExtensionList.lookup(DownloadLinks.class)) {
            URL link = links.to(scope(), file.path());
            if (link != null) {
                return link;
            }
        }
        return null;
    }
}
