package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Child;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
        this.times = new Times(source.clock().instant(), visit.texts());
    }

    /** @param first an entry at or below the folder */
    FolderView of(ScopeTree tree, Entry first) {
        Found found = new FolderListing(tree, path, FolderListing.BOUND, FolderListing.COUNTED)
                .list(visit.request().search());
        FileRows rows = new FileRows(visit, times, artifact);
        Places places = new Places(source, visit);
        String self = rows.address(Action.OPEN, path);
        boolean whole = path.value().equals(artifact.name());
        ArtifactRows artifacts = new ArtifactRows(visit, times, source.kept());
        return new FolderView(
                visit.texts(),
                ShownName.of(path.name()),
                places.trail(artifact.scope()),
                places.path(artifact, path),
                facts(found, first, whole, artifacts.expires(artifact), reason(found, first)),
                whole ? artifacts.deeds(artifact, path, false) : rows.deeds(path, true, false),
                SearchForm.of(visit.request(), self, visit.texts().of("search.folder")),
                table(found, rows, self));
    }

    private String reason(Found found, Entry first) {
        List<Entry> entries = found.children().stream()
                .map(Child::entry)
                .filter(Objects::nonNull)
                .limit(ListRequest.PAGE)
                .toList();
        return new Reasons(source.policies(), visit.texts()).of(artifact, entries.isEmpty() ? List.of(first) : entries);
    }

    private Facts facts(Found found, Entry first, boolean whole, TimeText expires, String reason) {
        long bytes = found.children().stream().mapToLong(Child::bytes).sum();
        long files = found.children().stream().mapToLong(Child::files).sum();
        boolean counted = visit.request().search().isEmpty()
                && found.whole()
                && found.children().stream().allMatch(Child::counted);
        Texts texts = visit.texts();
        String size = texts.bytes(whole ? artifact.bytes() : bytes);
        boolean all = whole || counted;
        return new Facts(
                all ? size : texts.of("more.than", size),
                texts.count(whole ? artifact.files() : files, "file"),
                "",
                times.of(whole ? artifact.updated() : first.push().pushed()),
                ShownName.of(whole ? artifact.by() : first.push().by()),
                expires,
                reason,
                "");
    }

    private Table table(Found found, FileRows rows, String self) {
        ListRequest request = visit.request().sortedBy(Column.NAME);
        List<Child> children = new ArrayList<>(found.children());
        children.sort(FileRows.order(request));
        List<Child> shown = ArtifactSelection.part(children, request.offset(), ListRequest.PAGE);
        return new Table(
                visit.texts().of("folder.list", ShownName.of(path.name())),
                COLUMNS.stream()
                        .map(column -> ColumnHead.of(column, request, self, visit.texts()))
                        .toList(),
                false,
                shown.stream().map(rows::row).toList(),
                Pager.of(request, shown.size(), children.size(), "item", self, visit.texts()),
                found.whole() ? "" : note(request),
                visit.texts().of(visit.request().search().isEmpty() ? "empty.folder" : "search.nothing"),
                visit.request().at(self),
                visit.guard());
    }

    private String note(ListRequest request) {
        return visit.texts()
                .of(
                        request.search().isEmpty() ? "note.folder" : "note.folder.searched",
                        visit.texts().number(FolderListing.BOUND));
    }
}
