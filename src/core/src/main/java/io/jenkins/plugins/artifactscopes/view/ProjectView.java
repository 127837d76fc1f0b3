package io.jenkins.plugins.artifactscopes.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project: the artifacts in its scope, its latest workflows, what they take.
 *
 * @param usage null for a visitor who sees only a part of the project
 */
public record ProjectView(
        Texts texts,
        String title,
        List<Crumb> trail,
        SearchForm search,
        Table table,
        WorkflowTable workflows,
        @Nullable UsageTable usage)
        implements View {
    public boolean measured() {
        return usage != null;
    }
}
