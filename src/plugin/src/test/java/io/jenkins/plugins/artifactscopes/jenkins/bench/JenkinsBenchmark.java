package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Measures our steps against those of Jenkins itself, on a Jenkins that it boots; {@code docs/PERFORMANCE.md} says how to run it. */
public final class JenkinsBenchmark {
    private static final Pattern LINE = Pattern.compile("(?m)^BENCH (\\S+) (\\d+)$");
    private static final String CHOICE = "|(small|large|heap)( direct)?";
    private static final Path TABLE = Path.of("docs", "PERFORMANCE.md");

    private final BootedJenkins jenkins;

    private JenkinsBenchmark(BootedJenkins jenkins) {
        this.jenkins = jenkins;
    }

    /**
     * Arguments: the war, a directory with the plugins that it needs, our plugin, and perhaps {@code small}, {@code large} or {@code heap}; {@code direct}
     * after it leaves out transfers over remoting and our manager.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3
                || !String.join(" ", List.of(arguments).subList(3, arguments.length))
                        .matches(CHOICE)) {
            throw new IllegalArgumentException(
                    "Say where they are: WAR PLUGINS-DIRECTORY ARTIFACT-SCOPES.HPI [small|large|heap [direct]], not "
                            + List.of(arguments));
        }
        String only = arguments.length > 3 ? arguments[3] : "";
        boolean all = arguments.length < 5;
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "jenkins-bench");
        Map<JenkinsRow, String> measured = new LinkedHashMap<>();
        Path work = Files.createDirectories(directory.resolve("agent"));
        try (BootedJenkins jenkins =
                new BootedJenkins(directory, absolute(arguments[0]), absolute(arguments[1]), absolute(arguments[2]))) {
            jenkins.startAgent(work);
            for (BenchTree tree : List.of(BenchTree.SMALL, BenchTree.LARGE)) {
                if (only.isEmpty() || only.equals(tree.name())) {
                    tree.create(tree(work, tree));
                    measured.putAll(new JenkinsBenchmark(jenkins).measure(tree, all));
                }
            }
            if (only.isEmpty() || only.equals("heap")) {
                BenchTree.LARGE.create(tree(work, BenchTree.LARGE));
                measured.put(JenkinsRow.CONTROLLER_HEAP, new ParallelPushes(jenkins, BenchTree.LARGE).measure());
            }
        }
        measured.values().forEach(System.out::println);
        new JenkinsReport(TABLE).write(measured);
        delete(directory);
    }

    private static Path tree(Path work, BenchTree tree) {
        return work.resolve("workspace").resolve(tree.name()).resolve("tree");
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath();
    }

    private Map<JenkinsRow, String> measure(BenchTree tree, boolean all) throws IOException, InterruptedException {
        jenkins.createJob(tree.name(), tree.script());
        jenkins.createJob(tree.name() + "-remoting", tree.remotingScript());
        jenkins.createJob(tree.name() + "-managed", tree.managedScript());
        Map<String, List<Double>> times = new HashMap<>();
        for (int round = 0; round < tree.warmUp() + tree.rounds(); round++) {
            direct(true);
            String console = jenkins.build(tree.name(), round + 1);
            if (all) {
                direct(false);
                console += jenkins.build(tree.name() + "-remoting", round + 1);
                direct(true);
                managed(true);
                console += jenkins.build(tree.name() + "-managed", round + 1);
                managed(false);
            }
            if (round >= tree.warmUp()) {
                add(console, times);
            }
            // So that a large tree does not fill the disk.
            jenkins.groovy(
                    "for (name in ['%1$s', '%1$s-remoting', '%1$s-managed']) { jenkins.model.Jenkins.get().getItem(name).getBuildByNumber(%2$d)?.delete() }"
                            .formatted(tree.name(), round + 1));
            System.out.println(tree.name() + ", round " + round + ": " + times);
        }
        Map<JenkinsRow, String> rows = new LinkedHashMap<>();
        for (JenkinsRow row : JenkinsRow.values()) {
            if (row.isOf(tree.name()) && times.containsKey(row.ours())) {
                rows.put(row, row.cells(median(times.get(row.ours())), median(times.get(row.theirs())), tree.rounds()));
            }
        }
        return rows;
    }

    private void direct(boolean on) throws IOException, InterruptedException {
        jenkins.groovy(
                "io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration.get().directTransfer = "
                        + on);
    }

    /** Whether Jenkins' own steps keep things in the scopes. */
    private void managed(boolean ours) throws IOException, InterruptedException {
        jenkins.groovy("""
                def factories = jenkins.model.ArtifactManagerConfiguration.get().artifactManagerFactories
                factories.clear()
                if (%s) {
                  factories.add(new io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory())
                }""".formatted(ours));
    }

    private static void add(String console, Map<String, List<Double>> times) {
        Matcher lines = LINE.matcher(console);
        while (lines.find()) {
            times.computeIfAbsent(lines.group(1), key -> new ArrayList<>())
                    .add(Long.parseLong(lines.group(2)) / 1000.0);
        }
    }

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
