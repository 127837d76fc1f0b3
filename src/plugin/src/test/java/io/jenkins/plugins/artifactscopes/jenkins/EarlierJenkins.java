package io.jenkins.plugins.artifactscopes.jenkins;

import com.cloudbees.hudson.plugins.folder.Folder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/**
 * Packs a home of Jenkins that this state of the plugin has written, for {@code UpgradedJenkinsTest}. It is no test, and runs only where it
 * is asked for; {@code docs/CONTRIBUTING.md} has the command. It uses nothing of the plugin but steps and symbols.
 */
public class EarlierJenkins {
    private static final String FACTORY =
            "io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory";
    private static final String PUSH = """
            node {
              sh '''mkdir -p dist/bin dist/odd
            echo "build $BUILD_NUMBER" > dist/a.txt
            echo x > dist/bin/run.sh
            chmod 755 dist/bin/run.sh
            ln -sf a.txt dist/link
            head -c 1500000 /dev/zero > dist/big
            echo odd > "dist/odd/a b#%+"'''
              artifactPush scope: 'workflow', path: 'dist'
              artifactPush scope: 'job', path: 'dist/a.txt', destination: 'log', expireIn: '2w'
              artifactPush scope: 'project', path: 'dist', force: true
              writeFile file: 'kept.txt', text: "archived $BUILD_NUMBER"
              archiveArtifacts 'kept.txt'
            }""";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void shouldPackAHome() throws Throwable {
        String zip = System.getProperty("fixture.zip");
        Assume.assumeNotNull(zip);
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(Folder.class, "team").createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition(PUSH, true));
            jenkins.buildAndAssertSuccess(job);
            select();
            jenkins.buildAndAssertSuccess(job);
        });
        pack(sessions.getHome().toPath(), Path.of(zip));
    }

    /** The first states have no manager of artifacts. */
    private static void select() throws ReflectiveOperationException {
        try {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().add((ArtifactManagerFactory)
                    Class.forName(FACTORY).getConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            System.out.println("This state has no manager of artifacts.");
        }
    }

    private static void pack(Path home, Path zip) throws Exception {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = home.relativize(file).toString();
                if (name.matches("(jobs/|artifact-scopes/|jenkins\\.model\\.ArtifactManagerConfiguration).*")
                        && !List.of("lock", "running")
                                .contains(file.getFileName().toString())) {
                    packed.putNextEntry(new ZipEntry(name));
                    Files.copy(file, packed);
                    packed.closeEntry();
                }
            }
        }
    }
}
