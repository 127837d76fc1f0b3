package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.audit.AuditTrail;
import io.jenkins.plugins.artifactscopes.catalog.DurableFile;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.TransferServlet;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.AuditedDeletions;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import jakarta.servlet.Servlet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;

/** A home that is served: the engine over it, and the web server in front. */
final class Service implements Closeable {
    /** How long after it began a push can be gone on with at the address that it was given. */
    private static final Duration PUSH_VALID = Duration.ofHours(12);

    private static final String DOCUMENTATION = "/docs/CLI.md";

    private static final Logger LOG = Logger.getLogger(Service.class.getName());

    private final Home home;
    private final AuditTrail audit;
    private final Engine engine;
    private final Sweeper sweeper;
    private final PushDesk desk;
    private final WebServer web;

    private Service(Home home, Engine engine, AuditTrail audit, Sweeper sweeper, PushDesk desk, WebServer web) {
        this.home = home;
        this.audit = audit;
        this.engine = engine;
        this.sweeper = sweeper;
        this.desk = desk;
        this.web = web;
    }

    /** @throws IOException when another server has the home, or the address is taken; the message says which */
    static Service start(Home home, String bind, int port, Limits limits, Clock clock) throws IOException {
        PolicyFiles policies = PolicyFiles.read(home);
        AuditTrail audit = HomeEngine.audit(home);
        Engine engine;
        try {
            engine = Engine.open(HomeEngine.options(home, clock, policies, new AuditedDeletions(audit, clock)));
        } catch (IOException | RuntimeException e) {
            closeAfter(audit, e);
            throw e;
        }
        engine.problems().forEach(LOG::warning);
        try {
            return start(home, engine, policies, audit, bind, port, limits, clock);
        } catch (IOException | RuntimeException e) {
            closeAfter(engine, e);
            closeAfter(audit, e);
            throw e;
        }
    }

    private static Service start(
            Home home,
            Engine engine,
            PolicyFiles files,
            AuditTrail trail,
            String bind,
            int port,
            Limits limits,
            Clock clock)
            throws IOException {
        RetentionAudit audit = new AuditedDeletions(trail, clock);
        Metrics metrics = new Metrics();
        Secrets secrets = Secrets.readOrMake(home, new SecureRandom());
        PushDesk desk = new PushDesk(
                engine.store(), engine.catalog(), home.spool(), PlanLimits.STANDARD, clock, metrics::skipped);
        TokenAuthority authority = new TokenAuthority(secrets.adminToken(), new Tokens(secrets.key("tokens"), clock));
        Signer signer = new Signer(secrets.linkKeys());
        TransferServlet transfer = new TransferServlet(
                engine.store(), engine.catalog(), audit, desk, authority, signer, clock, PUSH_VALID, DOCUMENTATION);
        Sweeper sweeper = sweeper(home, engine, metrics, files);
        RedatedPolicies policies = new RedatedPolicies(files, sweeper);
        Map<String, Servlet> servlets =
                new HashMap<>(PublicApi.servlets(engine, authority, signer, policies, audit, clock));
        MetricsServlet forPrometheus = new MetricsServlet(
                metrics, engine.catalog(), home.catalogFile(), trail, authority, new Answers(DOCUMENTATION));
        servlets.putAll(PublicApi.admin(engine, authority, policies, sweeper, forPrometheus, clock));
        servlets.putAll(PublicApi.pages(engine, authority, signer, policies, audit, clock));
        servlets.put("/healthz", new Health());
        servlets.put("/docs/*", new Documents());
        servlets.put("/artifact-scopes/v1/*", transfer);
        WebServer web = new WebServer(bind, port, limits, servlets, metrics);
        try {
            web.start();
            sweeper.redateChanged();
            DurableFile.write(home.address(), "http://" + local(bind) + ":" + web.port() + "\n");
        } catch (IOException | RuntimeException e) {
            closeAfter(web::stop, e);
            closeAfter(sweeper, e);
            closeAfter(desk, e);
            throw e;
        }
        return new Service(home, engine, trail, sweeper, desk, web);
    }

    private static Sweeper sweeper(Home home, Engine engine, Metrics metrics, PolicyFiles files) {
        Redating redating = new Redating(engine.store(), engine.catalog());
        return new Sweeper(engine, metrics, new AppliedPolicies(home.appliedPolicies(), files::current, redating));
    }

    /** By what address this machine reaches what listens on {@code bind}. */
    private static String local(String bind) {
        return bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind.contains(":") ? "[" + bind + "]" : bind;
    }

    private static void closeAfter(Closeable what, Exception failure) {
        try {
            what.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Where there are servlets. */
    Set<String> mappings() {
        return web.mappings();
    }

    int port() {
        return web.port();
    }

    /** Lets running transfers end for a while, cuts off the rest, and gives the home back. */
    @Override
    public void close() throws IOException {
        try (audit;
                engine;
                desk;
                sweeper) {
            Files.deleteIfExists(home.address());
            web.stop();
        }
    }
}
