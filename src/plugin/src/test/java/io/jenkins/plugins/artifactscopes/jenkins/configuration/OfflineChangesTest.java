package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionWork;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Settings that change while Jenkins is down, as those of Configuration as Code do. */
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

    private static void push(JenkinsRule jenkins, String name) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f' }", true));
        jenkins.buildAndAssertSuccess(job);
    }

    private static void keep(String age) {
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setKeep(age);
        ArtifactScopesConfiguration.get().setRetention(List.of(workflow));
    }

    /** After a sweep, before which all that is noted is dated. */
    private static long daysLeft(String project) throws Exception {
        RetentionWork.run(TaskListener.NULL, () -> false);
        ArtifactRecord artifact = ScopeService.get()
                .catalog()
                .find(ScopeId.workflow(project, "1"), "f")
                .orElseThrow();
        Instant expires = artifact.expires();
        assertThat(expires).isNotNull();
        return Math.round(Duration.between(Instant.now(), expires).toHours() / 24.0);
    }
}
