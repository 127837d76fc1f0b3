package io.jenkins.plugins.artifactscopes.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import io.jenkins.plugins.artifactscopes.jenkins.http.MatrixTable;
import io.jenkins.plugins.artifactscopes.jenkins.http.MatrixTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.springframework.security.core.Authentication;

/** Holds the table of steps in {@code docs/SECURITY.md}: every step in builds that run as different people. */
public class StepsMatrixTest {
    private static final String OURS = "io.jenkins.plugins.artifactscopes.";
    private static final String PUSHES = "  writeFile file: 'f', text: 'f'\n"
            + "  for (scope in ['job', 'workflow', 'project']) { artifactPush scope: scope, path: 'f', destination: 'g', force: true }\n";
    private static final Pattern ANSWERS = Pattern.compile("(?m)^ANSWERS (.*)$");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void shouldDoInABuildThatRunsAsAnybodyWhatTheTableSays() throws Exception {
        MatrixTable table = MatrixTable.read("step of Jenkins");
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "app");
        ArtifactScopesProperty sharing = new ArtifactScopesProperty();
        sharing.setSharedWith(List.of("app"));
        other("shared").addProperty(sharing);
        WorkflowJob readable = other("readable");
        WorkflowJob discoverable = other("discoverable");
        other("hidden");
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Item.READ)
                .onItems(job, readable)
                .to("reader")
                .grant(Item.DISCOVER)
                .onItems(discoverable)
                .to("reader")
                .grant(Jenkins.READ, hudson.model.Computer.BUILD)
                .everywhere()
                .toEveryone());
        job.setDefinition(new CpsFlowDefinition(script(table.rows()), true));
        List<List<String>> columns = new ArrayList<>();
        for (String kind : table.kinds()) {
            columns.add(answers(job, kind));
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            int row = i;
            List<String> found = columns.stream().map(column -> column.get(row)).toList();
            if (!found.equals(table.rows().get(row).answers())) {
                differences.add(table.rows().get(row).with(found));
            }
        }
        assertThat(table.rows()).isNotEmpty();
        assertThat(differences).as("rows that Jenkins answers otherwise").isEmpty();
    }

    /** A project whose only run has left {@code g} in each scope. */
    private static WorkflowJob other(String name) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("node {\n" + PUSHES + "}", true));
        JENKINS.buildAndAssertSuccess(job);
        return job;
    }

    private static String script(List<Row> rows) {
        String tries = rows.stream()
                .map(row -> "  try { " + row.said() + "; answers << 'done' } catch (e) { echo(e.message); answers <<"
                        + " (e.message.startsWith('There is no project ') ? 'unknown' : 'refused') }\n")
                .collect(Collectors.joining());
        return "node {\n  def answers = []\n" + PUSHES + tries + "  echo('ANSWERS ' + answers.join(','))\n}";
    }

    private static List<String> answers(WorkflowJob job, String kind) throws Exception {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        if (!kind.equals("SYSTEM")) {
            Authentication who = kind.equals("anonymous")
                    ? Jenkins.ANONYMOUS2
                    : User.getById(kind, true).impersonate2();
            QueueItemAuthenticatorConfiguration.get()
                    .getAuthenticators()
                    .add(new MockQueueItemAuthenticator().authenticate("app", who));
        }
        WorkflowRun run = JENKINS.buildAndAssertSuccess(job);
        Matcher said = ANSWERS.matcher(JenkinsRule.getLog(run));
        assertThat(said.find()).as(kind).isTrue();
        return List.of(said.group(1).split(","));
    }

    @Test
    public void shouldHaveARowForEveryStep() throws Exception {
        Set<String> missing = new LinkedHashSet<>();
        for (StepDescriptor step : StepDescriptor.all()) {
            if (step.clazz.getName().startsWith(OURS)) {
                missing.add(step.getFunctionName());
            }
        }
        assertThat(missing).hasSizeGreaterThanOrEqualTo(4);
        MatrixTable.read("step of Jenkins").rows().forEach(row -> missing.remove(row.by()));
        assertThat(missing).as("steps without a row in docs/SECURITY.md").isEmpty();
    }
}
