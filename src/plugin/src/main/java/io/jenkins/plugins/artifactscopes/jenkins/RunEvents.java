package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hears of runs that are deleted. */
@Extension
public final class RunEvents extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(RunEvents.class.getName());

    @Override
    public void onDeleted(Run<?, ?> run) {
        try {
            ScopeFollower.each(ScopeFollower.all(), store -> store.runGoes(run));
        } catch (IOException e) {
            // Its directory goes in a moment, and the files with it; the catalog learns it when it is next in step.
            LOGGER.log(Level.WARNING, "The artifacts of the deleted " + run + " are still listed", e);
        }
    }
}
