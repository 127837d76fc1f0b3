package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
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

    static String number(long number) {
        String counted = Amount.count(number, "");
        return counted.substring(0, counted.indexOf(' '));
    }

    /** What {@code number}, which is for people to read, counts. */
    static String noun(String number, String one) {
        return number.equals("1") ? one : one + "s";
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
        String more = child.counted() ? "" : "more than ";
        Digest digest = entry == null ? null : entry.digest();
        return new Row(
                ShownName.of(child.path().name()),
                child.isFolder()
                        ? "folder"
                        : link ? "link" : symbol(child.path().name()),
                address(Action.OPEN, child.path()),
                link && entry != null ? "to " + ShownName.of(entry.requireTarget()) : "",
                link ? "" : more + Amount.bytes(child.bytes()),
                child.isFolder() ? more + number(child.files()) : "",
                entry == null || link ? TimeText.none("") : times.of(entry.modified()),
                TimeText.none(""),
                digest == null ? "" : digest.toString(),
                false,
                deeds(child.path(), child.isFolder(), link));
    }

    Deeds deeds(ArtifactPath path, boolean folder, boolean link) {
        boolean mayWrite = visit.access().mayWrite(artifact.scope());
        return new Deeds(
                folder || link ? "" : address(Action.DOWNLOAD, path),
                link ? "" : address(Action.ZIP, path),
                "",
                "",
                mayWrite ? address(Action.DELETE, path) : "");
    }

    String address(Action action, ArtifactPath path) {
        return visit.addresses().artifact(action, artifact.id(), path);
    }
}
