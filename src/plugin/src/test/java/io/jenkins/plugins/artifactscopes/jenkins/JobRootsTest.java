package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Util;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** A link to itself is what no user can look into, not even root. */
    private static void cannotBeRead(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, path);
    }

    @Test
    public void shouldTellOfWhatCannotBeReadAndGoOn() throws Exception {
        Path runs = JENKINS.createFreeStyleProject("a runs").getBuildDir().toPath();
        cannotBeRead(runs.resolve("1/artifact-scopes"));
        cannotBeRead(runs.resolve("2/artifact-scopes/jobs"));
        Files.createDirectories(runs.resolve("3/artifact-scopes/workflow"));
        Files.createDirectories(runs.resolve("4/artifact-scopes/jobs/a\nb"));
        FreeStyleProject whole = JENKINS.createFreeStyleProject("b whole");
        cannotBeRead(whole.getRootDir().toPath().resolve("artifact-scopes"));
        Util.deleteRecursive(whole.getBuildDir());
        cannotBeRead(whole.getBuildDir().toPath());
        Path last = JENKINS.createFreeStyleProject("c last").getBuildDir().toPath();
        Files.createDirectories(last.resolve("7/artifact-scopes/jobs/Build"));
        JobRoots roots =
                new JobRoots(JENKINS.jenkins, JENKINS.jenkins.getRootDir().toPath());
        List<ScopeId> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        roots.forEach(found::add, problems::add);
        assertThat(found).containsExactly(ScopeId.workflow("a runs", "3"), ScopeId.job("c last", "7", "Build"));
        assertThat(problems)
                .hasSize(5)
                .allMatch(problem -> problem.contains("See that Jenkins can read its directory"))
                .filteredOn(problem -> problem.contains("b whole "))
                .hasSize(2);
        for (String run : List.of("a runs #1", "a runs #2", "a runs #4")) {
            assertThat(problems)
                    .filteredOn(problem -> problem.contains(run))
                    .as(run)
                    .hasSize(1);
        }
    }

    @Test
    public void shouldGoOnWithTheNextRunWhenOneFails() throws Exception {
        for (String name : List.of("one", "two")) {
            Path builds = JENKINS.createFreeStyleProject(name).getBuildDir().toPath();
            Files.createDirectories(builds.resolve("1/artifact-scopes"));
        }
        JobRoots roots =
                new JobRoots(JENKINS.jenkins, JENKINS.jenkins.getRootDir().toPath());
        List<String> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        roots.forEachRun(
                (run, directory) -> {
                    if (run.project().equals("one")) {
                        throw new IOException("went meanwhile");
                    }
                    found.add(run.project());
                },
                problems::add);
        assertThat(found).contains("two");
        assertThat(problems).anyMatch(problem -> problem.contains("one #1") && problem.contains("went meanwhile"));
    }
}
