package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PolicyRequestsTest {
    private static final String LOGS = "{\"workflow\":{\"rules\":[{\"selector\":\"*.log\",\"age\":\"2w\"}]}}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHubServer server;

    @Before
    public void start() throws Exception {
        server = new GitHubServer(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void shouldGiveBackThePolicyThatWasPut() throws IOException, InterruptedException {
        String url = server.actions("retention-policy");
        assertThat(server.get(url).body()).isEqualTo("{ }");

        assertThat(server.send("PUT", url, LOGS).statusCode()).isEqualTo(204);

        String read = server.get(url).body();
        assertThat(read).contains("\"*.log\"").contains("\"2w\"");
        assertThat(server.send("PUT", url, read).statusCode()).isEqualTo(204);
        assertThat(server.get(url).body()).isEqualTo(read);
    }

    @Test
    public void shouldSayWhereAPolicyIsWrongAndKeepTheOld() throws IOException, InterruptedException {
        String url = server.actions("retention-policy");
        server.send("PUT", url, LOGS);
        var refused = server.send("PUT", url, "{\"workflow\":{\"max\":1}}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("The policy is wrong at line 1, column ", "There is no 'max'");
        assertThat(server.send("PUT", url, "x".repeat((1 << 20) + 1)).statusCode())
                .isEqualTo(413);
        assertThat(server.get(url).body()).contains("*.log");
    }

    @Test
    public void shouldPreviewWithoutChangingAnything() throws IOException, InterruptedException {
        server.push(ScopeId.workflow("team/app", "7"), "logs/a.log", "12345");
        server.push(ScopeId.workflow("team/app", "7"), "<b>", "1");

        var preview = server.send(
                "POST",
                server.actions("retention-policy/preview"),
                LOGS.replace("]}}", ",{\"selector\":\"*.tmp\",\"age\":\"1d\"}]}}"));

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body())
                .contains("\"stored\":{\"files\":2,\"size_in_bytes\":6}")
                .contains("\"selector\":\"*.log\",\"age\":\"2w\",\"matches\":true,\"files\":1,\"size_in_bytes\":5")
                .contains("\"selector\":\"*.tmp\",\"age\":\"1d\",\"matches\":false,\"files\":0,\"size_in_bytes\":0")
                .contains("\"name\":\"logs\",\"expires_at\":\"2026-12-05T03:00:00Z\","
                        + "\"reason\":\"rule *.log → 2w of the project\",\"expires_before\":null")
                .contains("\"complete\":true");
        assertThat(server.get(server.actions("retention-policy")).body()).isEqualTo("{ }");
    }

    @Test
    public void shouldLetOnlyThoseChangeItThatMayChangeTheWholeProject() throws IOException, InterruptedException {
        String url = server.actions("retention-policy");
        for (String[] who : new String[][] {
            {"!team/app", "403"}, {"team/app,7", "403"}, {"team/app,7,Build", "403"}, {"other", "404"}
        }) {
            assertThat(server.send("PUT", url, LOGS, "Authorization", "Bearer " + who[0])
                            .statusCode())
                    .as(who[0])
                    .isEqualTo(Integer.parseInt(who[1]));
        }
        assertThat(server.send("PUT", url, LOGS, "Nobody", "yes").statusCode()).isEqualTo(401);
        assertThat(server.send("POST", url + "/preview", LOGS, "Authorization", "Bearer team/app,7")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(url, "Authorization", "Bearer team/app,7,Build").statusCode())
                .isEqualTo(200);
        assertThat(server.send("GET", url + "/preview", "").statusCode()).isEqualTo(404);
        assertThat(server.get(url + "/all-projects").body()).isEqualTo("{ }");
    }
}
