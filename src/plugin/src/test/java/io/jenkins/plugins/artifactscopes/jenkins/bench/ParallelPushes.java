package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much heap the controller has in use while many builds push at once. In use is what is left after a full collection, which is asked for
 * before each look: what waits to be collected says more of the collector than of the work.
 */
final class ParallelPushes {
    static final int BUILDS = 10;

    private static final long EVERY_MILLIS = 500;
    private static final long LONGEST_SECONDS = 900;
    private static final double MIB = 1 << 20;

    private final BootedJenkins jenkins;
    private final BenchTree tree;

    ParallelPushes(BootedJenkins jenkins, BenchTree tree) {
        this.jenkins = jenkins;
        this.tree = tree;
    }

    /** The line of the table. */
    String measure() throws IOException, InterruptedException {
        for (int i = 0; i < BUILDS; i++) {
            jenkins.createJob(job(i), tree.parallelScript());
        }
        // What is loaded by the first push of a controller's life is not of the pushes.
        jenkins.build(job(0), 1);
        double idle = Math.min(used(), used());
        for (int i = 0; i < BUILDS; i++) {
            jenkins.start(job(i));
        }
        double most = 0;
        int looks = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        for (int running = BUILDS; running > 0; running = running()) {
            if (System.nanoTime() > end) {
                throw new IOException(running + " of " + BUILDS + " pushes do not end");
            }
            most = Math.max(most, used());
            looks++;
            Thread.sleep(EVERY_MILLIS);
        }
        requireSuccess();
        System.out.println("heap: idle " + idle + " MiB, most " + most + " MiB in " + looks + " looks");
        return JenkinsRow.CONTROLLER_HEAP.heapCells(most, idle);
    }

    private String job(int number) {
        return "heap-" + number;
    }

    private String names() {
        return IntStream.range(0, BUILDS).mapToObj(i -> "'" + job(i) + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    private double used() throws IOException, InterruptedException {
        String bytes = jenkins.groovy("""
                System.gc()
                def pools = java.lang.management.ManagementFactory.memoryPoolMXBeans
                print pools.findAll { it.type == java.lang.management.MemoryType.HEAP && it.collectionUsage != null }
                    .collect { it.collectionUsage.used }.sum()""");
        return Long.parseLong(bytes.strip()) / MIB;
    }

    /** How many have not ended; one that has not begun is one of them. */
    private int running() throws IOException, InterruptedException {
        return Integer.parseInt(jenkins.groovy("""
                        def last = %s.collect { jenkins.model.Jenkins.get().getItem(it) }
                        print last.count { it.inQueue || it.building }""".formatted(names())).strip());
    }

    private void requireSuccess() throws IOException, InterruptedException {
        String results = jenkins.groovy(
                "print %s.collect { jenkins.model.Jenkins.get().getItem(it).lastBuild.result.toString() }.join(' ')"
                        .formatted(names()));
        if (!Arrays.stream(results.strip().split(" ")).allMatch("SUCCESS"::equals)) {
            throw new IOException("The pushes ended with " + results);
        }
    }
}
