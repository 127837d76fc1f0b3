package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import io.jenkins.plugins.artifactscopes.engine.Remade;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The catalog was made anew by itself when the controller started. */
@Extension
public final class RebuiltMonitor extends Dismissible {
    private static final Logger LOGGER = Logger.getLogger(RebuiltMonitor.class.getName());

    private volatile boolean dismissed;

    @Override
    public String getDisplayName() {
        return Messages.RebuiltMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !dismissed && !getReason().isEmpty();
    }

    /** Why, for people to read; empty where it was not. */
    public String getReason() {
        try {
            return ScopeService.get().remade().map(RebuiltMonitor::words).orElse("");
        } catch (IOException e) {
            // Whoever needs the engine is told why it does not open.
            LOGGER.log(Level.FINE, "The engine is not open", e);
            return "";
        }
    }

    private static String words(Remade remade) {
        return switch (remade.why()) {
            case DAMAGED -> Messages.RebuiltMonitor_damaged(remade.catalog());
            case MISSING -> Messages.RebuiltMonitor_missing(remade.catalog());
        };
    }

    @Override
    void dismiss() {
        dismissed = true;
    }
}
