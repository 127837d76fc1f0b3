package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * A file of an artifact, or a link.
 *
 * @param path the way to it in its scope, itself included
 */
public record FileView(
        Texts texts,
        String title,
        List<Crumb> trail,
        List<Crumb> path,
        Facts facts,
        Deeds deeds,
        Preview preview,
        String self,
        HiddenField guard)
        implements View {
    /** Whether it is in a folder. */
    public boolean deep() {
        return path.size() > 1;
    }
}
