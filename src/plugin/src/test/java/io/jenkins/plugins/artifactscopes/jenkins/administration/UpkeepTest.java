package io.jenkins.plugins.artifactscopes.jenkins.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hudson.model.Item;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Two projects, {@code secret} and {@code known}, of which {@code auditor} and {@code manager} may see {@code known} only. */
public class UpkeepTest {
    private static final String PAGE = "manage/artifact-scopes-administration/";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void twoProjects() throws Exception {
        Jenkins.MANAGE.setEnabled(true);
        Jenkins.SYSTEM_READ.setEnabled(true);
        for (String name : new String[] {"secret", "known"}) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
            job.setDefinition(new CpsFlowDefinition(
                    "node { writeFile file: 'f', text: 'nine char'\n"
                            + "artifactPush scope: 'workflow', path: 'f', destination: '" + name
                            + "-x.zip', expireIn: 'PT1S'\n"
                            + "sleep 2 }",
                    true));
            jenkins.buildAndAssertSuccess(job);
        }
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Item.READ)
                .onItems(jenkins.jenkins.getItem("known"))
                .to("auditor", "manager"));
    }

    @After
    public void asItWas() {
        Jenkins.MANAGE.setEnabled(false);
        Jenkins.SYSTEM_READ.setEnabled(false);
    }

    private static UpkeepJob done(Deed deed) throws Exception {
        UpkeepJob job = Upkeep.get().begin(deed, "admin");
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (job.isRunning() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(job.isRunning()).isFalse();
        return job;
    }

    /** Changes a byte of every file that is stored with a project's runs. */
    private void damage(String project) throws IOException {
        try (Stream<Path> files =
                Files.walk(jenkins.jenkins.getRootDir().toPath().resolve("jobs").resolve(project))) {
            List<Path> segments = files.filter(file -> file.toString().contains("artifact-scopes"))
                    .filter(file -> file.toString().endsWith(".zip"))
                    .toList();
            for (Path segment : segments) {
                byte[] bytes = Files.readAllBytes(segment);
                bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("nine char")] ^= 1;
                Files.write(segment, bytes);
            }
            assertThat(segments).isNotEmpty();
        }
    }

    private String text(String user, String page) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withBasicCredentials(user)
                .goTo(page)
                .getWebResponse()
                .getContentAsString();
    }

    private void assertHiddenFromWhoMayNotSee(String known, String... secrets) throws Exception {
        for (String page : new String[] {PAGE, PAGE + "progress"}) {
            assertThat(text("admin", page)).contains(known).contains(secrets).doesNotContain("not shown");
            for (String user : new String[] {"auditor", "manager"}) {
                assertThat(text(user, page))
                        .as(user + " " + page)
                        .contains(known)
                        .containsPattern("\\d lines? (is|are) not shown: about projects that you may not see")
                        .doesNotContain(secrets);
            }
        }
    }

    @Test
    public void shouldNameInAPreviewWhatTheViewerMaySeeOnly() throws Exception {
        done(Deed.PREVIEW);
        assertHiddenFromWhoMayNotSee("workflow 1 of known: known-x.zip", "of secret", "secret-x.zip");
    }

    @Test
    public void shouldNameDamageThatTheViewerMaySeeOnly() throws Exception {
        damage("secret");
        damage("known");
        assertThat(done(Deed.VERIFY).isFailed()).isTrue();
        assertHiddenFromWhoMayNotSee("of known", "of secret", "jobs/secret");
    }

    @Test
    public void shouldHaveFailedWhateverEndedIt() {
        for (Throwable end : new Throwable[] {new StackOverflowError("deep"), new IllegalStateException("deep")}) {
            UpkeepJob job = new UpkeepJob(Deed.VERIFY, "admin", Clock.systemUTC());
            Throwable thrown = catchThrowable(() -> Upkeep.run(job, () -> {
                if (end instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) end;
            }));
            assertThat(thrown).isEqualTo(end instanceof Error ? end : null);
            assertThat(job.isRunning()).isFalse();
            assertThat(job.getState()).isEqualTo("failed");
            assertThat(job.getLines()).containsExactly("It failed. The system log has the details.", "deep");
        }
    }

    @Test
    public void shouldKnowOfDamageThatWasFoundBeforeVerifyingFailed() throws Exception {
        damage("secret");
        damage("known");
        UpkeepJob job = new UpkeepJob(Deed.VERIFY, "admin", Clock.systemUTC());
        Upkeep.run(
                job,
                () -> UpkeepWork.verify(job, () -> {
                    if (job.isFailed()) {
                        throw new UncheckedIOException(new IOException("the disk is away"));
                    }
                    return false;
                }));
        assertThat(job.getLines()).contains("It failed. The system log has the details.");
        assertThat(Damages.get().known()).isNotEmpty();
    }
}
