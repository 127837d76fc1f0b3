package io.jenkins.plugins.artifactscopes.jenkins;

import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Logger;

/** An engine that is open, with the desk for pushes to it. */
record RunningEngine(Engine engine, PushDesk desk) implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(RunningEngine.class.getName());

    /** @param spool for the desk's own files */
    static RunningEngine open(EngineOptions options, Path spool) throws IOException {
        Engine engine = Engine.open(options);
        engine.problems().forEach(LOGGER::warning);
        try {
            PushDesk desk = new PushDesk(engine.store(), engine.catalog(), spool, PlanLimits.STANDARD, options.clock());
            return new RunningEngine(engine, desk);
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

    @Override
    public void close() throws IOException {
        try (Engine last = engine) {
            desk.close();
        }
    }
}
