package io.jenkins.plugins.artifactscopes.jenkins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import io.jenkins.plugins.artifactscopes.jenkins.InGerman;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class MonitorsTest {
    private static final String PUSH =
            "node { writeFile file: 'f', text: 'nine char'; artifactPush scope: 'workflow', path: 'f' }";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static String manage(JenkinsRule jenkins) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo("manage")
                .getWebResponse()
                .getContentAsString();
    }

    private static void dismiss(JenkinsRule jenkins, Dismissible monitor) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.getPage(
                client.addCrumb(new WebRequest(new URL(jenkins.getURL(), monitor.getUrl() + "/act"), HttpMethod.POST)));
        assertThat(monitor.isActivated()).isFalse();
    }

    private static <M extends Dismissible> M monitor(JenkinsRule jenkins, Class<M> type) {
        return jenkins.jenkins.getExtensionList(type).get(0);
    }

    /** Changes a byte of the file {@code f} that is stored. */
    private static void damage(JenkinsRule jenkins) throws IOException {
        try (Stream<Path> files =
                Files.walk(jenkins.jenkins.getRootDir().toPath().resolve("jobs"))) {
            Path segment = files.filter(file -> file.toString().contains("artifact-scopes"))
                    .filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            int content = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("nine char");
            bytes[content] ^= 1;
            Files.write(segment, bytes);
        }
    }

    @Test
    public void shouldWarnOfDamageThatVerifyingFoundOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.buildAndAssertSuccess(job(jenkins, PUSH));
            damage(jenkins);
            assertThat(monitor(jenkins, DamageMonitor.class).isActivated()).isFalse();
            UpkeepJob verify = Upkeep.get().begin(Deed.VERIFY, "admin");
            Instant end = Instant.now().plus(Duration.ofMinutes(1));
            while (verify.isRunning() && Instant.now().isBefore(end)) {
                Thread.sleep(50);
            }
            assertThat(verify.getState()).isEqualTo("failed");
            assertThat(manage(jenkins))
                    .contains("Artifacts are damaged on disk")
                    .contains("workflow 1 of app");
        });
        sessions.then(jenkins -> {
            assertThat(manage(jenkins)).contains("Artifacts are damaged on disk");
            dismiss(jenkins, monitor(jenkins, DamageMonitor.class));
        });
        sessions.then(jenkins ->
                assertThat(monitor(jenkins, DamageMonitor.class).isActivated()).isFalse());
    }

    @Test
    public void shouldWarnOfDamageThatAPullFound() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.createOnlineSlave(hudson.model.Label.get("away"));
            for (String node : new String[] {"built-in", "away"}) {
                Damages.get().forget();
                WorkflowJob job = jenkins.jenkins.getItem("app") == null
                        ? job(jenkins, PUSH)
                        : (WorkflowJob) jenkins.jenkins.getItem("app");
                if (job.getLastBuild() == null) {
                    jenkins.buildAndAssertSuccess(job);
                    damage(jenkins);
                }
                job.setDefinition(new CpsFlowDefinition(
                        "node('" + node
                                + "') { deleteDir()\nartifactPull project: 'app', run: 1, scope: 'workflow', path: 'f' }",
                        true));
                WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
                Instant end = Instant.now().plus(Duration.ofSeconds(20));
                while (Damages.get().known().isEmpty() && Instant.now().isBefore(end)) {
                    Thread.sleep(50);
                }
                assertThat(Damages.get().known())
                        .as(String.join("\n", run.getLog(100)))
                        .isNotEmpty();
            }
        });
    }

    @Test
    public void shouldWarnOfACatalogThatWasMadeAnewByItself() throws Throwable {
        Path[] catalog = new Path[1];
        sessions.then(jenkins -> {
            jenkins.buildAndAssertSuccess(job(jenkins, PUSH));
            assertThat(monitor(jenkins, RebuiltMonitor.class).isActivated()).isFalse();
            catalog[0] = jenkins.jenkins.getRootDir().toPath().resolve("artifact-scopes/catalog/catalog.mv");
        });
        Files.write(catalog[0], new byte[10_000]);
        sessions.then(jenkins -> {
            assertThat(manage(jenkins)).contains("could not be read. It was put aside as catalog.damaged.mv");
            JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
            client.addRequestHeader("Accept-Language", "de");
            try (InGerman german = new InGerman()) {
                assertThat(client.goTo("manage").getWebResponse().getContentAsString())
                        .contains("konnte nicht gelesen werden")
                        .doesNotContain("could not be read");
            }
            dismiss(jenkins, monitor(jenkins, RebuiltMonitor.class));
        });
        sessions.then(jenkins ->
                assertThat(monitor(jenkins, RebuiltMonitor.class).isActivated()).isFalse());
    }

    @Test
    public void shouldWarnOfAQuotaThatIsNearlyUsedUp() throws Throwable {
        sessions.then(jenkins -> {
            ArtifactScopesConfiguration.get().setQuota("11 B");
            WorkflowJob job = job(jenkins, PUSH);
            jenkins.buildAndAssertSuccess(job);
            QuotaMonitor monitor = monitor(jenkins, QuotaMonitor.class);
            Watch.get().look();
            assertThat(monitor.isActivated()).isFalse();
            ArtifactScopesConfiguration.get().setQuota("10 B");
            Watch.get().look();
            assertThat(manage(jenkins))
                    .contains("have used 90 % of their quota")
                    .contains("app: 90 % (9 B, 1 file)");
            dismiss(jenkins, monitor);
            Watch.get().look();
            assertThat(monitor.isActivated()).isFalse();
            ArtifactScopesConfiguration.get().setQuota("1 KiB");
            Watch.get().look();
            ArtifactScopesConfiguration.get().setQuota("10 B");
            Watch.get().look();
            assertThat(monitor.isActivated()).isTrue();
        });
    }

    @Test
    public void shouldGoOnPastAQuotaThatCannotBeRead() throws Throwable {
        sessions.then(jenkins -> {
            for (String name : new String[] {"app", "full"}) {
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
                job.setDefinition(new CpsFlowDefinition(PUSH, true));
                ArtifactScopesProperty property = new ArtifactScopesProperty();
                property.setQuota("9 B");
                job.addProperty(property);
                jenkins.buildAndAssertSuccess(job);
            }
            WorkflowJob app = jenkins.jenkins.getItemByFullName("app", WorkflowJob.class);
            String edited = app.getConfigFile().asString().replace("<quota>9 B</quota>", "<quota>lots</quota>");
            app.updateByXml((Source) new StreamSource(new StringReader(edited)));
            Watch.get().look();
            assertThat(monitor(jenkins, QuotaMonitor.class).getFull())
                    .extracting(SpaceRow::getName)
                    .containsExactly("full");
            assertThat(jenkins.createWebClient()
                            .withJavaScriptEnabled(false)
                            .goTo("manage/artifact-scopes-administration/")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("cannot be read", "100 %");
        });
    }

    @Test
    public void shouldWarnOfLittleSpace() throws Throwable {
        sessions.then(jenkins -> {
            SpaceMonitor monitor = monitor(jenkins, SpaceMonitor.class);
            ArtifactScopesConfiguration.get().setLowSpace("1 B");
            Watch.get().look();
            assertThat(monitor.isActivated()).isFalse();
            ArtifactScopesConfiguration.get().setLowSpace("100000 TiB");
            Watch.get().look();
            assertThat(manage(jenkins))
                    .contains("Little space is left where artifacts lie")
                    .contains("less than");
            dismiss(jenkins, monitor);
            Watch.get().look();
            assertThat(monitor.isActivated()).isFalse();
            ArtifactScopesConfiguration.get().setLowSpace("1 B");
            Watch.get().look();
            ArtifactScopesConfiguration.get().setLowSpace("100000 TiB");
            Watch.get().look();
            assertThat(monitor.isActivated()).isTrue();
            ArtifactScopesConfiguration.get().setLowSpace("");
            Watch.get().look();
        });
    }

    @Test
    public void shouldDrawHowMuchIsStoredOverTime() throws Throwable {
        sessions.then(jenkins -> {
            Catalog catalog = ScopeService.get().catalog();
            Instant then = Instant.now().minus(Duration.ofHours(2));
            jenkins.buildAndAssertSuccess(job(jenkins, PUSH));
            catalog.history().add(catalog, then);
            jenkins.jenkins
                    .getItemByFullName("app", WorkflowJob.class)
                    .getLastBuild()
                    .delete();
            catalog.history().add(catalog, then.plus(Duration.ofHours(1)));
            String page = jenkins.createWebClient()
                    .withJavaScriptEnabled(false)
                    .goTo("manage/artifact-scopes-administration/")
                    .getWebResponse()
                    .getContentAsString();
            assertThat(page).contains("0.0,0.0 0.0,0.0 ").contains("at first 9 B, at most 9 B, now 0 B");
        });
    }
}
