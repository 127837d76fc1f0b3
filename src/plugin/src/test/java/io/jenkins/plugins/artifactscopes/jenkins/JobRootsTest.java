package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class JobRootsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void shouldHaveNoDirectoryForWhatIsNoNameOfOne() throws Exception {
        Path builds = JENKINS.createFreeStyleProject("app").getBuildDir().toPath();
        Path gone = JENKINS.jenkins.getRootDir().toPath().resolve("gone");
        JobRoots roots = new JobRoots(JENKINS.jenkins, gone);
        assertThat(roots.directory(ScopeId.job("app", "1", "os=linux,jdk=17")))
                .isEqualTo(builds.resolve("1/artifact-scopes/jobs/os=linux,jdk=17"));
        for (String job :
                new String[] {"../workflow", "..", ".", "../../../../x/builds/1/artifact-scopes", "a\\b", "/etc"}) {
            assertThat(roots.directory(ScopeId.job("app", "1", job)).normalize())
                    .as(job)
                    .startsWithRaw(gone);
        }
        assertThat(roots.directory(ScopeId.workflow("app", "../1")).normalize()).startsWithRaw(gone);
    }
}
