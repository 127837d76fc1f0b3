package io.jenkins.plugins.artifactscopes.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class StepFormsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void shouldWriteASnippetWithEveryFieldThatIsSet() throws Exception {
        ArtifactPushStep push = new ArtifactPushStep("workflow", "dist");
        assertThat(Snippetizer.object2Groovy(push)).isEqualTo("artifactPush path: 'dist', scope: 'workflow'");
        push.setDestination("out/dist");
        push.setExpireIn("2w");
        push.setIncludes("*.jar, *.war");
        push.setExcludes("*-sources.jar");
        push.setForce(true);
        push.setAllowEmpty(true);
        assertThat(Snippetizer.object2Groovy(push))
                .isEqualTo("artifactPush allowEmpty: true, destination: 'out/dist', excludes: '*-sources.jar',"
                        + " expireIn: '2w', force: true, includes: '*.jar, *.war', path: 'dist', scope: 'workflow'");
        ArtifactPullStep pull = new ArtifactPullStep("job", ".");
        pull.setDestination("in");
        assertThat(Snippetizer.object2Groovy(pull))
                .isEqualTo("artifactPull destination: 'in', path: '.', scope: 'job'");
    }

    @Test
    public void shouldShowEveryStepInTheSnippetGenerator() throws Exception {
        JENKINS.createProject(WorkflowJob.class, "forms");
        String page = JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo("job/forms/pipeline-syntax/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page)
                .contains("artifactPush: Push a file or directory to an artifact scope")
                .contains("artifactPull: Pull a file or directory from an artifact scope")
                .contains("artifactYank: Delete from an artifact scope")
                .contains("artifactList: List what is in an artifact scope");
    }

    @Test
    public void shouldRunTheExampleOfTheDocumentation() throws Exception {
        JENKINS.jenkins.setNumExecutors(4);
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "example");
        job.setDefinition(new CpsFlowDefinition(Files.readString(Path.of("../../docs/examples/Jenkinsfile")), true));
        WorkflowRun run = JENKINS.buildAndAssertSuccess(job);
        JENKINS.assertLogContains("1 file(s), 11 of 11 bytes sent", run);
        JENKINS.assertLogContains("Pushed releases/1 to project: 1 file, 11 B", run);
        JENKINS.assertLogContains("Deleted dist from workflow: 1 file, 11 B", run);
        JENKINS.assertLogContains("releases/1/app.sh 11", run);
    }

    @Test
    public void shouldExplainEveryField() {
        assertThat(helpless(ArtifactPushStep.class, "scope", "path", "destination", "expireIn", "includes"))
                .isEmpty();
        assertThat(helpless(ArtifactPushStep.class, "excludes", "force", "allowEmpty"))
                .isEmpty();
        assertThat(helpless(ArtifactPullStep.class, "scope", "path", "destination", "includes", "excludes", "force"))
                .isEmpty();
        assertThat(helpless(ArtifactYankStep.class, "scope", "path")).isEmpty();
        assertThat(helpless(ArtifactListStep.class, "scope", "path")).isEmpty();
    }

    private static String helpless(Class<?> step, String... fields) {
        StringBuilder missing = new StringBuilder();
        for (String field : fields) {
            if (step.getResource(step.getSimpleName() + "/help-" + field + ".html") == null) {
                missing.append(field).append(' ');
            }
        }
        return missing.toString();
    }
}
