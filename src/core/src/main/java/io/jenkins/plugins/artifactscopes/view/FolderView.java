package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * A folder of an artifact, or the artifact itself.
 *
 * @param path the way to it in its scope, itself included
 * @param facts what there is to say of the artifact
 */
public record FolderView(
        Texts texts,
        String title,
        List<Crumb> trail,
        List<Crumb> path,
        Facts facts,
        Deeds deeds,
        SearchForm search,
        Table table)
        implements View {
    /** Whether it is below another folder. */
    public boolean deep() {
        return path.size() > 1;
    }
}
