package io.jenkins.plugins.artifactscopes.jenkins.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.NodeProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** GitHub's own client and curl against Jenkins with an API token, in the words of {@code docs/REST.md}. */
public class PublicClientsTest {
    private static final List<Path> SOURCES =
            List.of(Path.of("../server/src/test/octokit"), Path.of("src/test/octokit"));

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldServeGitHubsOwnClientAndCurlWithAnApiToken() throws Exception {
        WorkflowJob app = jenkins.createProject(Folder.class, "team").createProject(WorkflowJob.class, "app");
        app.setDefinition(new CpsFlowDefinition("""
                node {
                  writeFile file: 'dist/a b.txt', text: 'hello'
                  for (scope in ['job', 'workflow', 'project']) { artifactPush scope: scope, path: 'dist' }
                }""", true));
        jenkins.buildAndAssertSuccess(app);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, ArtifactPermissions.DELETE)
                .everywhere()
                .to("alice"));
        String token =
                User.getById("alice", true).getProperty(ApiTokenProperty.class).generateNewToken("rest").plainValue;
        String base = jenkins.getURL().toString().replaceAll("/$", "");
        NodeProgram client = NodeProgram.installed(SOURCES, Path.of("target/octokit"));
        curl(client, base + "/artifact-scopes/repos/team/app/actions", "alice:" + token);
        assertThat(client.run(Map.of("BASE", base, "AUTH", "alice:" + token), "node", "jenkins.mjs"))
                .contains("all holds");
    }

    private static void curl(NodeProgram client, String base, String credentials) throws Exception {
        String list = client.run(
                Map.of(), "curl", "-fsS", "-u", credentials, base + "/runs/1/artifacts?scope=workflow&per_page=5");
        assertThat(list).contains("\"total_count\":1", "\"name\":\"dist\"");
        String id = list.replaceAll("(?s).*?\"id\":(\\d+).*", "$1");
        client.run(
                Map.of(),
                "curl",
                "-fsS",
                "-u",
                credentials,
                "-L",
                "-o",
                "dist.zip",
                base + "/artifacts/" + id + "/zip");
        assertThat(Files.readString(
                        client.directory().resolve("dist.zip"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("PK")
                .contains("a b.txt", "hello");
    }
}
