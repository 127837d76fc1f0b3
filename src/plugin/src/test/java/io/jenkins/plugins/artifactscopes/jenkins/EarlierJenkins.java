package io.jenkins.plugins.artifactscopes.jenkins;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.JobProperty;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/**
 * Packs a home of Jenkins that this state of the plugin has written, for {@code UpgradedJenkinsTest}. It is no test, and runs only where it
 * is asked for; {@code docs/CONTRIBUTING.md} has the command. It uses nothing of the plugin but steps, symbols and addresses, and each only
 * where there is one, so that it can be copied into an earlier state.
 */
public class EarlierJenkins {
    private static final String SYMBOL = "artifactScopes";
    private static final Pattern ID = Pattern.compile("\\{\"artifact\":\"dist\",\"id\":([0-9]+)}");
    private static final Pattern NEEDED =
            Pattern.compile("(jobs/|artifact-scopes/|queue\\.xml|jenkins\\.model\\.ArtifactManagerConfiguration\\.xml"
                    + "|io\\.jenkins\\.plugins\\.artifactscopes\\.).*");
    /** A log, and what only a running Jenkins needs. */
    private static final Pattern LEFT_OUT = Pattern.compile("(.*/)?(log|log-index|lock|running)");

    private static final String BUILDS = """
            node {
              sh '''rm -rf dist
            mkdir -p dist/bin dist/odd
            echo "build $BUILD_NUMBER" > dist/a.txt
            touch -d 2026-01-02T03:04:05Z dist/a.txt
            echo x > dist/bin/run.sh
            chmod 755 dist/bin/run.sh
            ln -s a.txt dist/link
            head -c 1500000 /dev/zero > dist/big
            echo odd > "dist/odd/a b#%+"'''
              artifactPush scope: 'workflow', path: 'dist'
              artifactPush scope: 'job', path: 'dist/a.txt', destination: 'log', expireIn: 'PT1S'
              artifactPush scope: 'project', path: 'dist', force: true
              writeFile file: 'kept.txt', text: "archived $BUILD_NUMBER"
              archiveArtifacts 'kept.txt'
            }""";
    private static final String WAITS = """
            node {
              writeFile file: 'stashed.txt', text: 'stashed'
              stash name: 'before', includes: 'stashed.txt'
              artifactPush scope: 'workflow', path: 'stashed.txt', destination: 'pushed.txt'
            }
            node('later') {
              deleteDir()
              unstash 'before'
              artifactPull scope: 'workflow', path: 'pushed.txt'
              sh 'cmp stashed.txt pushed.txt'
              artifactPush scope: 'job', path: 'stashed.txt'
            }""";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void shouldPackAHome() throws Throwable {
        String zip = System.getProperty("fixture.zip");
        Assume.assumeNotNull(zip);
        sessions.then(this::fill);
        pack(sessions.getHome().toPath(), Path.of(zip));
    }

    private void fill(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(Folder.class, "team").createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(BUILDS, true));
        jenkins.buildAndAssertSuccess(job);
        configure(job);
        jenkins.buildAndAssertSuccess(job);
        pin(jenkins, job.getRootDir().toPath().resolve("artifact-scopes/project/manifest.jsonl"));
        job.setDefinition(new CpsFlowDefinition(WAITS, true));
        WorkflowRun waits = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Still waiting to schedule task", waits);
    }

    /** What the state has: a manager of artifacts, and settings of the project and of all. */
    @SuppressWarnings("unchecked")
    private static void configure(WorkflowJob job) throws Exception {
        Optional<ArtifactManagerFactory> manager = made(ArtifactManagerFactory.class, Map.of());
        manager.ifPresent(ArtifactManagerConfiguration.get().getArtifactManagerFactories()::add);
        Optional<JobProperty<WorkflowJob>> settings =
                made((Class<JobProperty<WorkflowJob>>) (Class<?>) JobProperty.class, Map.of("quota", "1 GiB"));
        if (settings.isPresent()) {
            job.addProperty(settings.get());
        }
        for (GlobalConfiguration all : ExtensionList.lookup(GlobalConfiguration.class)) {
            if (SymbolLookup.getSymbolValue(all).contains(SYMBOL)) {
                all.getClass().getMethod("setQuotaFiles", String.class).invoke(all, "100000");
                all.save();
            }
        }
    }

    private static <T> Optional<T> made(Class<T> kind, Map<String, ?> settings) {
        Descriptor<?> found = SymbolLookup.get().findDescriptor(kind, SYMBOL);
        return Optional.ofNullable(found)
                .map(one -> kind.cast(new DescribableModel<>(one.clazz).instantiate(settings, null)));
    }

    private static void pin(JenkinsRule jenkins, Path journal) throws Exception {
        Matcher id = ID.matcher(Files.readString(journal));
        if (!id.find()) {
            throw new IOException(journal + " does not tell the id of dist");
        }
        jenkins.jenkins.setCrumbIssuer(null);
        URI pin = URI.create(
                jenkins.getURL() + "artifact-scopes/repos/team/app/actions/artifacts/" + id.group(1) + "/pin");
        HttpRequest request =
                HttpRequest.newBuilder(pin).PUT(BodyPublishers.noBody()).build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        System.out.println("Pinning is answered with " + status);
    }

    private static void pack(Path home, Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = home.relativize(file).toString();
                if (NEEDED.matcher(name).matches() && !LEFT_OUT.matcher(name).matches()) {
                    packed.putNextEntry(new ZipEntry(name));
                    packed.write(name.endsWith(".xml") ? withoutPlace(home, file) : Files.readAllBytes(file));
                    packed.closeEntry();
                }
            }
        }
        System.out.printf("%s: %,d bytes%n", zip, Files.size(zip));
    }

    /** Where this home was concerns nobody. */
    private static byte[] withoutPlace(Path home, Path file) throws IOException {
        return Files.readString(file)
                .replace(home.toString(), "/var/lib/jenkins")
                .getBytes(StandardCharsets.UTF_8);
    }
}
