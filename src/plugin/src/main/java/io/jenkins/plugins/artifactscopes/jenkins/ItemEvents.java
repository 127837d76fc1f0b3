package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hears of projects that are renamed, moved or deleted. */
@Extension
public final class ItemEvents extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(ItemEvents.class.getName());

    @Override
    public void onDeleted(Item item) {
        try {
            ScopeFollower.each(ScopeFollower.all(), store -> {
                store.projectWent(item.getFullName());
                if (item instanceof Job<?, ?> job) {
                    store.branchWent(job);
                }
            });
        } catch (IOException e) {
            // The files went with the job; the catalog learns it when it is next in step.
            LOGGER.log(Level.WARNING, "The artifacts of the deleted " + item.getFullName() + " are still listed", e);
        }
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        try {
            ScopeFollower.each(ScopeFollower.all(), store -> store.projectMoved(oldFullName, newFullName));
        } catch (IOException e) {
            // The files went with the job; the catalog learns it when it is next in step.
            LOGGER.log(Level.WARNING, "The artifacts of " + newFullName + " are not listed under its new name yet", e);
        }
    }
}
