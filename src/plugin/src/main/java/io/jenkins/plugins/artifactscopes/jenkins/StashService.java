package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;

/**
 * Keeps what builds stash. Stashes are no artifacts: they are in no list, under no quota and no retention, and go with the end of their
 * build; so they have a store of their own, which is opened when the first one comes.
 */
@Extension
public final class StashService {
    private final LazyEngine running = new LazyEngine("Stashes", () -> open(Jenkins.get()));

    public static StashService get() {
        return ExtensionList.lookupSingleton(StashService.class);
    }

    /** Whether this controller may have stashes at all; if not, there is nothing that could be looked for. */
    public boolean isUsed() {
        return running.isOpen() || Files.exists(home(Jenkins.get()));
    }

    private static Path home(Jenkins jenkins) {
        return ScopeService.home(jenkins).resolve("stashes");
    }

    /** @throws IOException when the store does not open; the message says why */
    public ScopeStore store() throws IOException {
        return running.get().engine().store();
    }

    /** @throws IOException as {@link #store} does */
    public Catalog catalog() throws IOException {
        return running.get().engine().catalog();
    }

    /** @throws IOException as {@link #store} does */
    public PushDesk desk() throws IOException {
        return running.get().desk();
    }

    /** Takes away what dead pushes left behind. */
    void sweep(BooleanSupplier stop) throws IOException {
        if (isUsed()) {
            running.get().engine().sweep(stop);
        }
    }

    private static RunningEngine open(Jenkins jenkins) throws IOException {
        Path home = home(jenkins);
        EngineOptions options = new EngineOptions(
                home.resolve("catalog"),
                new StashRoots(new JobRoots(jenkins, home.resolve("gone"))),
                project -> EffectivePolicy.KEEP,
                Quotas.NONE,
                RetentionAudit.NONE,
                Clock.systemUTC(),
                Durability.DISK);
        return RunningEngine.open(options, home.resolve("spool"));
    }

    @Terminator
    public static void stop() throws IOException {
        get().running.close();
    }
}
