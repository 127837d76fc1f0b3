package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Starts Jenkins with homes, and builds, that earlier states of the plugin wrote; {@link EarlierJenkins} packed them. */
@RunWith(Parameterized.class)
public class UpgradedJenkinsTest {
    private static final Path HOMES = Path.of("src/test/resources/upgrade");
    private static final Pattern ID = Pattern.compile("\\{\"artifact\":\"([^\"]+)\",\"id\":([0-9]+)}");
    private static final String PULL = """
            node {
              deleteDir()
              artifactPull scope: 'project', path: 'dist'
              sh '''test "$(cat dist/a.txt)" = "build 2"
            test -x dist/bin/run.sh
            test "$(readlink dist/link)" = a.txt
            test "$(wc -c < dist/big)" -eq 1500000
            cat "dist/odd/a b#%+"'''
              artifactPush scope: 'project', path: 'dist', destination: 'again'
            }""";

    private final Path packed;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

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
        Path home = sessions.getHome().toPath();
        unpack(home);
        Path builds = home.resolve("jobs/team/jobs/app/builds");
        Map<String, Long> ids = ids(home.resolve("jobs/team/jobs/app"));
        assertThat(ids).hasSizeGreaterThanOrEqualTo(5);
        boolean managed = Files.readString(builds.resolve("2/build.xml")).contains("ScopedArtifactManager");
        sessions.then(jenkins -> {
            assertThat(idsNow()).isEqualTo(ids);
            WorkflowJob job = job(jenkins);
            for (int number : new int[] {1, 2}) {
                VirtualFile kept =
                        job.getBuildByNumber(number).getArtifactManager().root().child("kept.txt");
                assertThat(text(kept)).isEqualTo("archived " + number);
            }
            assertThat(ArtifactManagerConfiguration.get().getArtifactManagerFactories())
                    .hasSize(managed ? 1 : 0);
            assertThat(ScopeService.get().sweep(() -> false).removal().files()).isZero();
            job.setDefinition(new CpsFlowDefinition(PULL, true));
            jenkins.buildAndAssertSuccess(job);
        });
        sessions.then(jenkins -> {
            assertThat(idsNow()).containsAllEntriesOf(ids).hasSize(ids.size() + 1);
            job(jenkins).getBuildByNumber(2).delete();
            assertThat(idsNow().keySet()).noneMatch(key -> key.startsWith("2/"));
            assertThat(idsNow().keySet()).anyMatch(key -> key.startsWith("1/"));
        });
    }

    private static WorkflowJob job(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("team/app", WorkflowJob.class);
    }

    private static String text(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void unpack(Path home) throws IOException {
        try (InputStream in = Files.newInputStream(packed);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = home.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** As the journals of the scopes say, by run and name; the project's own have no run. */
    private static Map<String, Long> ids(Path job) throws IOException {
        Map<String, Long> ids = new TreeMap<>();
        try (Stream<Path> all = Files.walk(job)) {
            for (Path journal :
                    all.filter(path -> path.endsWith("manifest.jsonl")).toList()) {
                Path place = job.relativize(journal);
                String run = place.getName(0).toString().equals("builds") ? place.getName(1) + "/" : "";
                String kind = run.isEmpty() ? "" : place.getName(3) + "/";
                Matcher id = ID.matcher(Files.readString(journal));
                while (id.find()) {
                    ids.put(run + kind + id.group(1), Long.parseLong(id.group(2)));
                }
            }
        }
        return ids;
    }

    private static Map<String, Long> idsNow() throws IOException {
        Map<String, Long> ids = new TreeMap<>();
        Catalog catalog = ScopeService.get().catalog();
        for (ScopeId scope : catalog.scopes("team/app", java.util.Optional.empty(), 100)) {
            String run = scope.workflow().map(number -> number + "/").orElse("");
            String kind = run.isEmpty() ? "" : scope.job().isPresent() ? "jobs/" : "workflow/";
            catalog.inScope(scope, "", 100).forEach(one -> ids.put(run + kind + one.name(), one.id()));
        }
        return ids;
    }
}
