package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long a run's page with 100,000 artifacts takes to open, against Jenkins' own page of as many; {@code docs/PERFORMANCE.md} says how to run
 * it.
 */
public final class PageBenchmark {
    private static final int ARTIFACTS = 100_000;
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 3;

    /** Part of the peer's time. */
    private static final double AT_MOST = 0.2;

    private static final String PIPELINE = """
            node {
              dir('tree') {
                deleteDir()
                sh '''awk 'BEGIN { for (i = 1; i <= %d; i++) { f = sprintf("file-%%06d.txt", i); print i > f; close(f) } }' '''
                archiveArtifacts '*.txt'
                deleteDir()
              }
            }""".formatted(ARTIFACTS);

    private final BootedJenkins jenkins;

    private PageBenchmark(BootedJenkins jenkins) {
        this.jenkins = jenkins;
    }

    /** Arguments: the war, a directory with the plugins that it needs, our plugin. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            throw new IllegalArgumentException("Say where they are: WAR PLUGINS-DIRECTORY ARTIFACT-SCOPES.HPI");
        }
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "page-bench");
        try (BootedJenkins jenkins =
                new BootedJenkins(directory, absolute(arguments[0]), absolute(arguments[1]), absolute(arguments[2]))) {
            new PageBenchmark(jenkins).measure();
        }
        JenkinsBenchmark.delete(directory);
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath();
    }

    private void measure() throws IOException, InterruptedException {
        jenkins.createJob("core", PIPELINE);
        jenkins.createJob("ours", PIPELINE);
        jenkins.build("core", 1);
        jenkins.groovy("jenkins.model.ArtifactManagerConfiguration.get().artifactManagerFactories"
                + ".add(new io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory())");
        jenkins.build("ours", 1);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            double own = seconds("job/ours/1/artifact-scopes/", "1 to 100 of 100,000 artifacts");
            double peer = seconds("job/core/1/artifact/", "file-%06d.txt".formatted(ARTIFACTS));
            System.out.printf(Locale.ROOT, "round %d: %.3f s, %.3f s%n", round, own, peer);
            if (round >= WARM_UP) {
                ours.add(own);
                theirs.add(peer);
            }
        }
        double own = JenkinsBenchmark.median(ours);
        double peer = JenkinsBenchmark.median(theirs);
        System.out.printf(
                Locale.ROOT,
                "| run-page | page of a run with 100,000 artifacts | %.3f s | `/artifact/` | %.3f s | %s | **%.3f** | %s | %d |%n",
                own,
                peer,
                AT_MOST,
                own / peer,
                own <= AT_MOST * peer ? "yes" : "**no**",
                ROUNDS);
    }

    private double seconds(String path, String shown) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String page = jenkins.get(path);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!page.contains(shown)) {
            throw new IOException(
                    path + " does not show '" + shown + "': " + page.substring(0, Math.min(2000, page.length())));
        }
        return seconds;
    }
}
