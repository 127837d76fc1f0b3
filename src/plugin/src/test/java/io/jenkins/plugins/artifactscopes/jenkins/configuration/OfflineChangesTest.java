package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import hudson.ExtensionList;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionMonitor;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionWork;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Settings that change while nobody listens: while Jenkins is down, as those of Configuration as Code do, or by files that are read again. */
public class OfflineChangesTest {
    private static final Path GLOBAL = Path.of(ArtifactScopesConfiguration.class.getName() + ".xml");

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void shouldHoldForWhatIsStoredAlready() throws Throwable {
        Path home = sessions.getHome().toPath();
        sessions.then(jenkins -> {
            push(jenkins, "app");
            push(jenkins, "other");
            keep("7d");
        });
        Path config = home.resolve(GLOBAL);
        Files.writeString(config, Files.readString(config).replace("7d", "30d"));
        sessions.then(jenkins -> {
            assertThat(daysLeft("app")).isEqualTo(30);
            assertThat(daysLeft("other")).isEqualTo(30);
        });
        Path job = home.resolve("jobs/app/config.xml");
        Files.writeString(job, Files.readString(job).replace("<properties/>", """
                <properties>
                  <%s>
                    <retention>
                      <%s><scope>workflow</scope><keep>2d</keep><cap></cap><keepLatest></keepLatest><rules/></%2$s>
                    </retention>
                    <quota></quota><quotaFiles></quotaFiles>
                  </%1$s>
                </properties>""".formatted(
                        ArtifactScopesProperty.class.getName(), ScopeRetention.class.getName())));
        sessions.then(jenkins -> {
            assertThat(daysLeft("app")).isEqualTo(2);
            assertThat(daysLeft("other")).isEqualTo(30);
        });
    }

    @Test
    public void shouldHoldForTheOthersWhileThoseOfOneProjectCannotBeRead() throws Throwable {
        Path bad = sessions.getHome().toPath().resolve("jobs/bad/config.xml");
        sessions.then(jenkins -> {
            keep("7d");
            push(jenkins, "app");
            keep(push(jenkins, "bad"), "40d");
            assertThat(daysLeft("bad")).isEqualTo(40);
        });
        Files.writeString(bad, Files.readString(bad).replace("40d", "40 days"));
        sessions.then(jenkins -> {
            keep("2d");
            keep(push(jenkins, "own"), "3d");
            assertThat(daysLeft("app")).isEqualTo(2);
            assertThat(daysLeft("own")).isEqualTo(3);
            assertThat(daysLeft("bad")).isEqualTo(40);
            assertThat(ExtensionList.lookupSingleton(RetentionMonitor.class).getFailures())
                    .singleElement(as(STRING))
                    .startsWith("project bad: What is chosen for the artifacts of bad cannot be read: '40 days'");
            jenkins.buildAndAssertSuccess(jenkins.jenkins.getItemByFullName("bad", WorkflowJob.class));
            assertThat(expires("bad", "2"))
                    .as("what it is to be kept for is not known")
                    .isNull();
        });
        Files.writeString(bad, Files.readString(bad).replace("40 days", "20d"));
        sessions.then(jenkins -> {
            assertThat(daysLeft("bad")).isEqualTo(20);
            assertThat(expires("bad", "2")).isNotNull();
            assertThat(ExtensionList.lookupSingleton(RetentionMonitor.class).getFailures())
                    .isEmpty();
        });
    }

    @Test
    public void shouldHoldForAProjectThatWasMadeOfXmlOrMoved() throws Throwable {
        sessions.then(jenkins -> {
            keep("30d");
            WorkflowJob model = push(jenkins, "model");
            keep(model, "1y");
            ByteArrayInputStream xml =
                    new ByteArrayInputStream(model.getConfigFile().asString().getBytes(StandardCharsets.UTF_8));
            WorkflowJob made = (WorkflowJob) jenkins.jenkins.createProjectFromXML("made", xml);
            jenkins.buildAndAssertSuccess(made);
            model.renameTo("moved");
            for (WorkflowJob job : List.of(made, model)) {
                assertThat(daysLeft(job.getName())).isEqualTo(365);
                job.removeProperty(ArtifactScopesProperty.class);
                assertThat(daysLeft(job.getName())).isEqualTo(30);
            }
        });
    }

    @Test
    public void shouldHoldWithTheNextSweepForAProjectThatIsLoadedAgain() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = push(jenkins, "app");
            keep(job, "40d");
            assertThat(daysLeft("app")).isEqualTo(40);
            Path config = job.getConfigFile().getFile().toPath();
            Files.writeString(config, Files.readString(config).replace("40d", "20d"));
            job.doReload();
            assertThat(daysLeft("app")).isEqualTo(20);
        });
    }

    private static WorkflowJob push(JenkinsRule jenkins, String name) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f' }", true));
        jenkins.buildAndAssertSuccess(job);
        return job;
    }

    private static void keep(String age) {
        ArtifactScopesConfiguration.get().setRetention(List.of(kept(age)));
    }

    private static void keep(WorkflowJob job, String age) throws IOException {
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setRetention(List.of(kept(age)));
        job.addProperty(property);
    }

    private static ScopeRetention kept(String age) {
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setKeep(age);
        return workflow;
    }

    /** After a sweep, before which all that is noted is dated. */
    private static long daysLeft(String project) throws Exception {
        RetentionWork.run(TaskListener.NULL, () -> false);
        Instant expires = expires(project, "1");
        assertThat(expires).isNotNull();
        return Math.round(Duration.between(Instant.now(), expires).toHours() / 24.0);
    }

    private static @Nullable Instant expires(String project, String run) throws IOException {
        return ScopeService.get()
                .catalog()
                .find(ScopeId.workflow(project, run), "f")
                .orElseThrow()
                .expires();
    }
}
