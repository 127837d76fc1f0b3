package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.UrlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Makes the page of all projects. */
public final class ProjectsPage {
    private static final int BATCH = 1000;

    private final PageSource source;
    private final String self;
    private final Function<String, Addresses> addresses;

    /**
     * @param self its own address
     * @param addresses those of a project
     */
    public ProjectsPage(PageSource source, String self, Function<String, Addresses> addresses) {
        this.source = source;
        this.self = self;
        this.addresses = addresses;
    }

    /**
     * The projects that have artifacts, whose name has {@code search}, and that the visitor may see.
     *
     * @param after shows those after this one; empty for from the first
     */
    public ProjectsView of(Access access, String search, String after, Texts texts) {
        String wanted = search.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        List<String> batch = source.catalog().projects(after, BATCH);
        while (!batch.isEmpty() && found.size() <= ListRequest.PAGE) {
            batch.stream()
                    .filter(project -> project.toLowerCase(Locale.ROOT).contains(wanted))
                    .filter(project -> access.mayRead(ScopeId.project(project)))
                    .forEach(found::add);
            batch = source.catalog().projects(batch.get(batch.size() - 1), BATCH);
        }
        List<String> shown = ArtifactSelection.part(found, 0, ListRequest.PAGE);
        String next = found.size() > shown.size()
                ? self + new UrlQuery().with("search", search).with("after", shown.get(shown.size() - 1))
                : "";
        return new ProjectsView(
                texts,
                texts.of("projects"),
                List.of(),
                new SearchForm(self, texts.of("search.projects"), search, List.of()),
                shown.stream().map(project -> row(project, texts)).toList(),
                next);
    }

    private ProjectRow row(String project, Texts texts) {
        Usage usage = source.catalog().usage(project);
        return new ProjectRow(
                ShownName.of(project),
                addresses.apply(project).project(),
                texts.number(usage.artifacts()),
                texts.number(usage.files()),
                texts.bytes(usage.bytes()));
    }
}
