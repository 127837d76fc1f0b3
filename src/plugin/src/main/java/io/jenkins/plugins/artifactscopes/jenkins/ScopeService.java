package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ConfiguredPolicies;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The one engine of this controller. It is opened when the jobs are there, and closed when the controller ends. */
@Extension
public final class ScopeService {
    private static final Logger LOGGER = Logger.getLogger(ScopeService.class.getName());

    private @Nullable Running running;
    private boolean ended;

    public static ScopeService get() {
        return ExtensionList.lookupSingleton(ScopeService.class);
    }

    /** @throws IOException when the engine does not open; the message says why */
    public ScopeStore store() throws IOException {
        return running().engine.store();
    }

    /** @throws IOException as {@link #store} does */
    public Catalog catalog() throws IOException {
        return running().engine.catalog();
    }

    /** @throws IOException as {@link #store} does */
    public Runs runs() throws IOException {
        return running().engine.runs();
    }

    /** @throws IOException as {@link #store} does */
    public PushDesk desk() throws IOException {
        return running().desk;
    }

    /**
     * Deletes what has expired and what dead pushes left behind, but not what Jenkins keeps for ever.
     *
     * @param stop asked often; true ends the sweep early
     * @throws IOException as {@link #store} does
     */
    public SweepResult sweep(BooleanSupplier stop) throws IOException {
        return running().engine.sweep(stop, new ConfiguredPolicies(Jenkins.get()));
    }

    /** @throws IOException as {@link #store} does */
    public Redating redating() throws IOException {
        return new Redating(running().engine.store(), running().engine.catalog());
    }

    private synchronized Running running() throws IOException {
        if (ended) {
            throw new IOException("Artifacts cannot be reached while the controller shuts down.");
        }
        if (running == null) {
            running = open(Jenkins.get());
        }
        return running;
    }

    private static Running open(Jenkins jenkins) throws IOException {
        Path home = jenkins.getRootDir().toPath().resolve("artifact-scopes");
        Clock clock = Clock.systemUTC();
        ConfiguredPolicies policies = new ConfiguredPolicies(jenkins);
        Engine engine = Engine.open(new EngineOptions(
                home.resolve("catalog"),
                new JobRoots(jenkins, home.resolve("gone")),
                policies,
                policies.quotas(),
                RetentionAudit.NONE,
                clock,
                Durability.DISK));
        engine.problems().forEach(LOGGER::warning);
        try {
            PushDesk desk =
                    new PushDesk(engine.store(), engine.catalog(), home.resolve("spool"), PlanLimits.STANDARD, clock);
            return new Running(engine, desk);
        } catch (IOException | RuntimeException e) {
            closeAfter(engine, e);
            throw e;
        }
    }

    private static void closeAfter(Engine engine, Exception failure) {
        try {
            engine.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Opens the engine early, so that the first step need not wait for it. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void start() {
        try {
            get().running();
        } catch (IOException e) {
            LOGGER.log(
                    Level.SEVERE, "Artifact scopes could not be opened; every step that needs them will try again", e);
        }
    }

    @Terminator
    public static void stop() throws IOException {
        get().close();
    }

    private synchronized void close() throws IOException {
        ended = true;
        if (running != null) {
            try (Engine engine = running.engine;
                    PushDesk desk = running.desk) {
                running = null;
            }
        }
    }

    private record Running(Engine engine, PushDesk desk) {}
}
