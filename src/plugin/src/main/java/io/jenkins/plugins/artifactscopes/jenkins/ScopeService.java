package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.engine.Remade;
import io.jenkins.plugins.artifactscopes.engine.Retelling;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.LiveVerification;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The one engine of this controller. It is opened when the jobs are there, and closed when the controller ends. */
@Extension
public final class ScopeService {
    private static final Logger LOGGER = Logger.getLogger(ScopeService.class.getName());

    private final LazyEngine running = new LazyEngine("Artifacts", () -> open(Jenkins.get()));
    private final Object oneRedates = new Object();
    private final Object oneSweeps = new Object();
    private @Nullable AppliedPolicies policies;

    public static ScopeService get() {
        return ExtensionList.lookupSingleton(ScopeService.class);
    }

    /** @throws IOException when the engine does not open; the message says why */
    public ScopeStore store() throws IOException {
        return running.get().engine().store();
    }

    /** @throws IOException as {@link #store} does */
    public Catalog catalog() throws IOException {
        return running.get().engine().catalog();
    }

    /** @throws IOException as {@link #store} does */
    public Runs runs() throws IOException {
        return running.get().engine().runs();
    }

    /** @throws IOException as {@link #store} does */
    public PushDesk desk() throws IOException {
        return running.get().desk();
    }

    /**
     * Deletes what has expired and what dead pushes left behind, but not what Jenkins keeps for ever.
     *
     * @param stop asked often; true ends the sweep early
     * @throws IOException as {@link #store} does
     */
    public SweepResult sweep(BooleanSupplier stop) throws IOException {
        synchronized (oneSweeps) {
            SweepResult result = running.get().engine().sweep(stop, settings());
            StashService.get().sweep(stop);
            return result;
        }
    }

    /** @throws IOException as {@link #store} does */
    public Retelling retelling() throws IOException {
        return running.get().engine().retelling();
    }

    /**
     * Reads all that is stored, while it is in use.
     *
     * @param stop asked often; true ends it early
     */
    public static LiveVerification verification(BooleanSupplier stop) {
        Jenkins jenkins = Jenkins.get();
        JobRoots roots = new JobRoots(jenkins, home(jenkins).resolve("gone"));
        return new LiveVerification(roots, Clock.systemUTC(), stop, ScopeService::isInUse);
    }

    private static boolean isInUse(ScopeId scope) {
        try {
            return !get().catalog().inScope(scope, "", 1).isEmpty();
        } catch (IOException e) {
            // What cannot be told is looked at.
            return true;
        }
    }

    /**
     * Why the catalog was made anew by itself at the start; empty where it was not.
     *
     * @throws IOException as {@link #store} does
     */
    public Optional<Remade> remade() throws IOException {
        return running.get().engine().remade();
    }

    /** What is configured for projects. */
    public static ProjectSettings settings() {
        return ExtensionList.lookupSingleton(ProjectSettings.class);
    }

    static Path home(Jenkins jenkins) {
        return jenkins.getRootDir().toPath().resolve("artifact-scopes");
    }

    /** @throws IOException as {@link #store} does */
    public Redating redating() throws IOException {
        return new Redating(
                running.get().engine().store(), running.get().engine().catalog(), settings()::isKnown);
    }

    /**
     * Dates what is stored by policies that have changed.
     *
     * @param stop asked often; true ends it early, and the rest is done the next time
     * @return the scopes that could not be dated; they are tried again the next time
     * @throws IOException as {@link #store} does
     */
    public List<SweepResult.Failure> redate(BooleanSupplier stop) throws IOException {
        synchronized (oneRedates) {
            return policies().resume(stop).failures();
        }
    }

    /**
     * Notes what policies have changed while Jenkins was down, or before what is stored was known.
     *
     * @return whether {@link #redate} has something to do
     * @throws IOException as {@link #store} does
     */
    public boolean noteChangedPolicies() throws IOException {
        synchronized (oneRedates) {
            return policies().noteChanges();
        }
    }

    /** Only under {@link #oneRedates}. */
    private AppliedPolicies policies() throws IOException {
        AppliedPolicies made = policies;
        if (made == null) {
            made = new AppliedPolicies(
                    home(Jenkins.get()).resolve("applied-policies"), settings()::policies, redating());
            policies = made;
        }
        return made;
    }

    private static RunningEngine open(Jenkins jenkins) throws IOException {
        Path home = home(jenkins);
        Clock clock = Clock.systemUTC();
        ProjectSettings settings = settings();
        EngineOptions options = new EngineOptions(
                home.resolve("catalog"),
                new JobRoots(jenkins, home.resolve("gone")),
                settings,
                settings.quotas(),
                Audit.get(),
                clock,
                Durability.DISK);
        RunningEngine opened = RunningEngine.open(options, home.resolve("spool"));
        Damages.get().found(opened.engine().problems());
        return opened;
    }

    /** Opens the engine early, so that the first step need not wait for it. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void start() {
        try {
            get().running.get();
        } catch (IOException e) {
            LOGGER.log(
                    Level.SEVERE, "Artifact scopes could not be opened; every step that needs them will try again", e);
        }
    }

    @Terminator
    public static void stop() throws IOException {
        get().running.close();
    }
}
