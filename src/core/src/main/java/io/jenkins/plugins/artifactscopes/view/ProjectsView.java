package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * The projects that a visitor may see.
 *
 * @param next the address of those that follow; empty for none
 */
public record ProjectsView(
        Texts texts, String title, List<Crumb> trail, SearchForm search, List<ProjectRow> rows, String next)
        implements View {
    public ProjectsView {
        rows = List.copyOf(rows);
    }

    public boolean filled() {
        return !rows.isEmpty();
    }

    public boolean cut() {
        return !next.isEmpty();
    }
}
