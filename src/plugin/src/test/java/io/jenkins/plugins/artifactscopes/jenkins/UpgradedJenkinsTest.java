package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Starts Jenkins with homes, builds and a build under way that earlier states of the plugin wrote, and goes on with them. */
@RunWith(Parameterized.class)
public class UpgradedJenkinsTest {
    private static final Path HOMES = Path.of("src/test/resources/upgrade");
    private static final String LATER_FORMAT = "is of format '2'";
    private static final String GOES_ON = """
            node {
              deleteDir()
              artifactPull scope: 'project', path: 'dist'
              sh '''test "$(cat dist/a.txt)" = 'build 2'
            test "$(stat -c %Y dist/a.txt)" = 1767323045
            test "$(stat -c %a dist/a.txt)" = 644
            test "$(stat -c %a dist/bin/run.sh)" = 755
            test "$(readlink dist/link)" = a.txt
            test "$(wc -c < dist/big)" -eq 1500000
            test "$(cat 'dist/odd/a b#%+')" = odd
            echo later > dist/a.txt'''
              artifactPush scope: 'project', path: 'dist', force: true
              artifactPush scope: 'project', path: 'dist', destination: 'later'
              artifactPush scope: 'workflow', path: 'dist'
              artifactPull scope: 'project', path: 'later', destination: 'again'
              sh 'diff -r dist again'
            }""";

    private final Path packed;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private EarlierHome home;

    public UpgradedJenkinsTest(String name) {
        this.packed = HOMES.resolve(name);
    }

    @Parameters(name = "{0}")
    public static List<String> homes() throws IOException {
        try (Stream<Path> all = Files.list(HOMES)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    public void shouldGoOnWithWhatAnEarlierStateLeft() throws Throwable {
        home = EarlierHome.unpack(packed, sessions.getHome().toPath());
        home.addScopeToCome();
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("team/app", WorkflowJob.class);
            assertThatAllIsThere(job);
            assertThatOnlyWhatExpiredIsSwept();
            assertThatBuildsGoOn(jenkins, job);
            assertThatADeletedBuildLeavesNothing(job);
        });
    }

    private void assertThatAllIsThere(WorkflowJob job) throws IOException {
        Map<String, Long> ids = home.ids();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(6).isEqualTo(ids());
        for (ArtifactRecord artifact : artifacts()) {
            assertThat(artifact.pinned())
                    .as(artifact.name())
                    .isEqualTo(home.pins().contains(artifact.id()));
        }
        for (int number : new int[] {1, 2}) {
            VirtualFile archived =
                    job.getBuildByNumber(number).getArtifactManager().root();
            assertThat(text(archived.child("kept.txt"))).isEqualTo("archived " + number);
        }
        assertThat(ArtifactManagerConfiguration.get().getArtifactManagerFactories())
                .hasSize(home.isManaged() ? 1 : 0);
        assertSettings(job);
        assertWhole();
    }

    private void assertSettings(WorkflowJob job) throws IOException {
        ArtifactScopesProperty own = job.getProperty(ArtifactScopesProperty.class);
        assertThat(own == null ? "" : own.getQuota()).isEqualTo(home.hasSettings() ? "1 GiB" : "");
        assertThat(ArtifactScopesConfiguration.get().getQuotaFiles()).isEqualTo(home.hasSettings() ? "100000" : "");
    }

    /** Every content, against its digest; but for the scope that this version cannot read. */
    private static void assertWhole() throws IOException {
        List<String> damages = new ArrayList<>();
        ScopeService.verification(() -> false).verifyAll((scope, damage) -> damages.add(damage));
        assertThat(damages).singleElement().asString().contains(LATER_FORMAT);
    }

    private void assertThatOnlyWhatExpiredIsSwept() throws IOException {
        Map<String, String> toCome = home.scopeToCome();
        assertThatThrownBy(() -> ScopeService.get().store().find(EarlierHome.TO_COME, ArtifactPath.of("log")))
                .hasMessageContaining(LATER_FORMAT);
        SweepResult swept = ScopeService.get().sweep(() -> false);
        assertThat(swept.failures())
                .allSatisfy(failure -> assertThat(failure.scope()).isEqualTo(EarlierHome.TO_COME));
        for (ArtifactRecord artifact : artifacts()) {
            assertThat(artifact.entries() == 0)
                    .as(artifact.name())
                    .isEqualTo(artifact.name().equals("log"));
        }
        assertWhole();
        assertThat(home.scopeToCome()).isEqualTo(toCome);
    }

    private static void assertThatBuildsGoOn(JenkinsRule jenkins, WorkflowJob job) throws Exception {
        job.setDefinition(new CpsFlowDefinition(GOES_ON, true));
        jenkins.buildAndAssertSuccess(job);
        WorkflowRun waits = job.getBuildByNumber(3);
        assertThat(waits.isBuilding()).isTrue();
        jenkins.jenkins.setLabelString("later");
        // Jenkins hears of its own new label with the nodes.
        jenkins.jenkins.setNodes(List.of());
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(waits));
        assertThat(ids().keySet())
                .contains(EarlierHome.key(ScopeId.project("team/app"), "later"))
                .anyMatch(key -> key.endsWith(": stashed.txt"));
        assertWhole();
    }

    private void assertThatADeletedBuildLeavesNothing(WorkflowJob job) throws Exception {
        long before = ScopeService.get().catalog().usage("team/app").bytes();
        job.getBuildByNumber(2).delete();
        assertThat(home.build(2)).doesNotExist();
        assertThat(ScopeService.get().catalog().usage("team/app").bytes()).isLessThan(before - 1_500_000);
        assertThat(artifacts().stream()
                        .map(artifact -> artifact.scope().workflow().orElse("none")))
                .contains("none", "1", "3", "4")
                .doesNotContain("2");
        assertWhole();
    }

    private static List<ArtifactRecord> artifacts() throws IOException {
        Catalog catalog = ScopeService.get().catalog();
        List<ArtifactRecord> artifacts = new ArrayList<>();
        catalog.allScopes("team/app").forEach(scope -> artifacts.addAll(catalog.inScope(scope, "", 100)));
        return artifacts;
    }

    private static Map<String, Long> ids() throws IOException {
        Map<String, Long> ids = new TreeMap<>();
        artifacts().forEach(artifact -> ids.put(EarlierHome.key(artifact.scope(), artifact.name()), artifact.id()));
        return ids;
    }

    private static String text(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
