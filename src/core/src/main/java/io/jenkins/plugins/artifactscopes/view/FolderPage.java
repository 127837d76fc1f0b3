package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Child;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Found;
import java.util.ArrayList;
import java.util.List;

/** Makes the page of one folder of an artifact. */
final class FolderPage {
    private static final List<Column> COLUMNS = List.of(Column.NAME, Column.BYTES, Column.FILES, Column.MODIFIED);

    private final PageSource source;
    private final Visit visit;
    private final ArtifactRecord artifact;
    private final ArtifactPath path;
    private final Times times;

    FolderPage(PageSource source, Visit visit, ArtifactRecord artifact, ArtifactPath path) {
        this.source = source;
        this.visit = visit;
        this.artifact = artifact;
        this.path = path;
        this.times = new Times(source.clock().instant());
    }

    /** @param first an entry at or below the folder */
    FolderView of(ScopeTree tree, Entry first) {
        Found found = new FolderListing(tree, path, FolderListing.BOUND, FolderListing.COUNTED)
                .list(visit.request().search());
        FileRows rows = new FileRows(visit, times, artifact);
        Places places = new Places(source, visit);
        String self = rows.address(Action.OPEN, path);
        boolean whole = path.value().equals(artifact.name());
        ArtifactRows artifacts = new ArtifactRows(visit, times);
        return new FolderView(
                ShownName.of(path.name()),
                places.trail(artifact.scope()),
                places.path(artifact, path),
                facts(found, first, whole, artifacts.expires(artifact)),
                whole ? artifacts.deeds(artifact, path, false) : rows.deeds(path, true, false),
                SearchForm.of(visit.request(), self, "Search this folder by name"),
                table(found, rows, self));
    }

    private Facts facts(Found found, Entry first, boolean whole, TimeText expires) {
        long bytes = found.children().stream().mapToLong(Child::bytes).sum();
        long files = found.children().stream().mapToLong(Child::files).sum();
        boolean counted = visit.request().search().isEmpty()
                && found.whole()
                && found.children().stream().allMatch(Child::counted);
        String more = whole || counted ? "" : "more than ";
        return new Facts(
                more + Amount.bytes(whole ? artifact.bytes() : bytes),
                more + Amount.count(whole ? artifact.files() : files, "file"),
                "",
                times.of(whole ? artifact.updated() : first.push().pushed()),
                ShownName.of(whole ? artifact.by() : first.push().by()),
                expires,
                "");
    }

    private Table table(Found found, FileRows rows, String self) {
        ListRequest request = visit.request().sortedBy(Column.NAME);
        List<Child> children = new ArrayList<>(found.children());
        children.sort(FileRows.order(request));
        List<Child> shown = ArtifactSelection.part(children, request.offset(), ListRequest.PAGE);
        return new Table(
                "Files and folders in " + ShownName.of(path.name()),
                COLUMNS.stream()
                        .map(column -> ColumnHead.of(column, request, self))
                        .toList(),
                false,
                shown.stream().map(rows::row).toList(),
                Pager.of(request, shown.size(), children.size(), "item", self),
                found.whole() ? "" : note(request),
                visit.request().search().isEmpty()
                        ? "This folder is empty."
                        : "No name here has what you search for. Search for less, or clear the search.",
                visit.request().at(self),
                visit.guard());
    }

    private static String note(ListRequest request) {
        String first = "the first " + FileRows.number(FolderListing.BOUND) + " of this folder by name";
        return request.search().isEmpty()
                ? "Listed are " + first + ". Search for the beginning of a name to find others, or download the ZIP."
                : "Searched are " + first
                        + ", and as many others whose name begins with what is searched for, in the same case.";
    }
}
