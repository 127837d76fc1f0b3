package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.path.FullNames;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Writes projects that get another name anew where others share with them, so that these go on reading, and not whoever takes the name that
 * is free now. What is deleted stays where it is named: a branch may come back, and Jenkins cannot tell it from another.
 */
@Extension
public final class SharedNamesFollow extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(SharedNamesFollow.class.getName());

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        // Whoever renames need not be allowed to configure, or even to see, those that share.
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            for (AbstractItem project : Jenkins.get().allItems(AbstractItem.class)) {
                ItemSettings.of(project).ifPresent(settings -> follow(project, settings, oldFullName, newFullName));
            }
        }
    }

    private static void follow(AbstractItem project, ArtifactScopesProperty settings, String from, String to) {
        List<String> before = settings.getSharedWith();
        List<String> now = FullNames.renamed(before, from, to);
        if (now.equals(before)) {
            return;
        }
        try {
            settings.setSharedWith(now);
            project.save();
            LOGGER.info(() -> project.getFullName() + " shares its artifacts with " + to + ", which was " + from);
        } catch (IOException | IllegalArgumentException e) {
            // The rename stands, and the others have to hear of it too.
            LOGGER.log(
                    Level.WARNING,
                    project.getFullName() + " still names " + from + " among those it shares its artifacts with. Write "
                            + to + " there instead.",
                    e);
        }
    }
}
