package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Child;
import java.time.Instant;
import java.util.Comparator;

/** Files and folders of an artifact as lines of a list. */
final class FileRows {
    private final Visit visit;
    private final Times times;
    private final ArtifactRecord artifact;

    FileRows(Visit visit, Times times, ArtifactRecord artifact) {
        this.visit = visit;
        this.times = times;
        this.artifact = artifact;
    }

    /** The drawing for a file of this name. */
    static String symbol(String name) {
        return Preview.isImage(name) ? "image" : "file";
    }

    static Comparator<Child> order(ListRequest request) {
        Comparator<Child> order =
                switch (request.sort() == null ? Column.NAME : request.sort()) {
                    case BYTES -> Comparator.comparingLong(Child::bytes);
                    case FILES -> Comparator.comparingLong(Child::files);
                    case MODIFIED, PUSHED -> Comparator.comparing(FileRows::modified);
                    // Folders come before files, as everywhere.
                    case NAME, EXPIRES ->
                        Comparator.comparing((Child child) -> child.isFolder() ? 0 : 1)
                                .thenComparing(child -> child.path().name(), String.CASE_INSENSITIVE_ORDER);
                };
        Comparator<Child> all = order.thenComparing(Child::path);
        return request.descending() ? all.reversed() : all;
    }

    private static Instant modified(Child child) {
        Entry entry = child.entry();
        return entry == null ? Instant.MIN : entry.modified();
    }

    Row row(Child child) {
        Entry entry = child.entry();
        boolean link = entry != null && entry.kind() == Entry.Kind.LINK;
        Texts texts = visit.texts();
        Digest digest = entry == null ? null : entry.digest();
        return new Row(
                ShownName.of(child.path().name()),
                child.isFolder()
                        ? "folder"
                        : link ? "link" : symbol(child.path().name()),
                address(Action.OPEN, child.path()),
                link && entry != null ? texts.of("link.to", ShownName.of(entry.requireTarget())) : "",
                link ? "" : counted(child, texts.bytes(child.bytes())),
                child.isFolder() ? counted(child, texts.number(child.files())) : "",
                entry == null || link ? TimeText.none("") : times.of(entry.modified()),
                TimeText.none(""),
                digest == null ? "" : digest.toString(),
                false,
                deeds(child.path(), child.isFolder(), link));
    }

    private String counted(Child child, String amount) {
        return child.counted() ? amount : visit.texts().of("more.than", amount);
    }

    Deeds deeds(ArtifactPath path, boolean folder, boolean link) {
        boolean mayDelete = visit.access().mayDelete(artifact.scope());
        return new Deeds(
                folder || link ? "" : address(Action.DOWNLOAD, path),
                link ? "" : address(Action.ZIP, path),
                "",
                "",
                mayDelete ? address(Action.DELETE, path) : "");
    }

    String address(Action action, ArtifactPath path) {
        return visit.addresses().artifact(action, artifact.id(), path);
    }
}
