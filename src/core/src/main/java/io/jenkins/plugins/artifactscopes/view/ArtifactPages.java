package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Makes the pages of what is in an artifact. What a visitor may not see is not there: 404. */
public final class ArtifactPages {
    private final PageSource source;

    public ArtifactPages(PageSource source) {
        this.source = source;
    }

    /**
     * The artifact of this id in the visited project.
     *
     * @throws Refusal 404 when there is none that the visitor may see
     */
    public ArtifactRecord artifact(Visit visit, long id) throws Refusal {
        visit.requireProject();
        ArtifactRecord artifact = source.catalog()
                .find(id)
                .filter(found -> found.scope().project().equals(visit.project()))
                .orElseThrow(Visit::nothing);
        visit.requireRead(artifact.scope());
        return artifact;
    }

    /** As {@link #artifact}, and 404 when it has expired or {@code path} is in another. */
    public ArtifactRecord living(Visit visit, long id, ArtifactPath path) throws Refusal {
        ArtifactRecord artifact = artifact(visit, id);
        if (ArtifactRows.isExpired(artifact, source.kept(), source.clock().instant())
                || !path.artifact().equals(artifact.name())) {
            throw Visit.nothing();
        }
        return artifact;
    }

    /**
     * What is at a path of an artifact: a {@link FolderView} or a {@link FileView}.
     *
     * @throws Refusal 404 when there is nothing
     */
    public View open(Visit visit, long id, ArtifactPath path) throws IOException, Refusal {
        ArtifactRecord artifact = living(visit, id, path);
        try (ScopeTree tree = source.store().open(artifact.scope(), path)) {
            Iterator<Entry> entries = tree.entries();
            if (!entries.hasNext()) {
                throw Visit.nothing();
            }
            Entry first = entries.next();
            return first.path().equals(path) && first.kind() != Entry.Kind.DIRECTORY
                    ? file(visit, artifact, first)
                    : new FolderPage(source, visit, artifact, path).of(tree, first);
        }
    }

    private FileView file(Visit visit, ArtifactRecord artifact, Entry file) throws IOException, Refusal {
        Times times = new Times(source.clock().instant(), visit.texts());
        Places places = new Places(source, visit);
        FileRows rows = new FileRows(visit, times, artifact);
        boolean link = file.kind() == Entry.Kind.LINK;
        Deeds deeds = file.path().value().equals(artifact.name())
                ? new ArtifactRows(visit, times, source.kept()).deeds(artifact, file.path(), false)
                : rows.deeds(file.path(), false, link);
        return new FileView(
                visit.texts(),
                ShownName.of(file.path().name()),
                places.trail(artifact.scope()),
                places.path(artifact, file.path()),
                facts(artifact, file, times, visit),
                deeds,
                link
                        ? Preview.none(visit.texts().of("preview.link", ShownName.of(file.requireTarget())))
                        : preview(visit, artifact, file),
                rows.address(Action.OPEN, file.path()),
                visit.guard());
    }

    private Facts facts(ArtifactRecord artifact, Entry file, Times times, Visit visit) {
        Digest digest = file.digest();
        return new Facts(
                visit.texts().bytes(file.size()),
                "",
                mode(file.mode()),
                times.of(file.push().pushed()),
                ShownName.of(file.push().by()),
                new ArtifactRows(visit, times, source.kept()).expires(artifact),
                new Reasons(source.policies(), visit.texts()).of(artifact, List.of(file)),
                digest == null ? "" : digest.toString());
    }

    private static String mode(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            // They are in the order of the bits, the highest first.
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return PosixFilePermissions.toString(permissions);
    }

    private Preview preview(Visit visit, ArtifactRecord artifact, Entry file) throws IOException, Refusal {
        if (Preview.isImage(file.path().name())) {
            return file.size() > Preview.PICTURE
                    ? Preview.none(visit.texts().of("preview.large.picture"))
                    : new Preview("", visit.addresses().artifact(Action.IMAGE, artifact.id(), file.path()), "");
        }
        return file.size() > Preview.READ
                ? Preview.none(visit.texts().of("preview.large"))
                : Preview.ofText(
                        source.downloads().head(artifact.scope(), file.path(), Preview.SHOWN),
                        file.size(),
                        visit.texts());
    }

    /**
     * Asks whether to delete what is at a path.
     *
     * @throws Refusal 404 when there is nothing, 403 when the visitor may not delete it
     */
    public DeleteView delete(Visit visit, long id, ArtifactPath path) throws IOException, Refusal {
        ArtifactRecord artifact = deletable(visit, id, path);
        Places places = new Places(source, visit);
        boolean whole = path.value().equals(artifact.name());
        String amount = whole
                ? visit.texts().count(artifact.files(), "file") + ", "
                        + visit.texts().bytes(artifact.bytes())
                : amount(visit.texts(), artifact.scope(), path);
        String back = whole
                ? visit.addresses().scope(artifact.scope())
                : visit.addresses().artifact(Action.OPEN, artifact.id(), path);
        return new DeleteView(
                visit.texts(),
                visit.texts().of("delete.question", ShownName.of(path.name())),
                places.trail(artifact.scope()),
                ShownName.of(path.value()),
                amount,
                places.name(artifact.scope()),
                artifact.pinned(),
                visit.addresses().artifact(Action.DELETE, artifact.id(), path),
                back,
                visit.guard());
    }

    /** As {@link #artifact}, and 403 when the visitor may not change it. */
    public ArtifactRecord deletable(Visit visit, long id, ArtifactPath path) throws Refusal {
        ArtifactRecord artifact = artifact(visit, id);
        if (!path.artifact().equals(artifact.name())) {
            throw Visit.nothing();
        }
        if (!visit.access().mayDelete(artifact.scope())) {
            throw new Refusal(403, visit.texts().of("denied", new Places(source, visit).name(artifact.scope())));
        }
        return artifact;
    }

    private String amount(Texts texts, ScopeId scope, ArtifactPath path) throws IOException, Refusal {
        try (ScopeTree tree = source.store().open(scope, path)) {
            FolderListing.Found found = new FolderListing(tree, path.parent(), 1, FolderListing.COUNTED).list("");
            if (found.children().isEmpty()) {
                throw Visit.nothing();
            }
            FolderListing.Child child = found.children().get(0);
            String amount = texts.count(child.files(), "file") + ", " + texts.bytes(child.bytes());
            return child.counted() ? amount : texts.of("more.than", amount);
        }
    }
}
