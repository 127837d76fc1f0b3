package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Looks every ten minutes whether the disk or a quota is about to be full. */
@Extension
public final class Watch extends AsyncPeriodicWork {
    private static final long MINUTES = 10;

    public Watch() {
        super("Artifact scopes watch");
    }

    static Watch get() {
        return ExtensionList.lookupSingleton(Watch.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(MINUTES);
    }

    @Override
    public long getInitialDelay() {
        return TimeUnit.MINUTES.toMillis(MINUTES / 2);
    }

    @Override
    protected java.util.logging.Level getNormalLoggingLevel() {
        return java.util.logging.Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        look();
    }

    /** Looks now. */
    void look() throws IOException {
        SpaceMonitor.get().look();
        QuotaMonitor.get().look(ScopeService.get().catalog());
    }
}
