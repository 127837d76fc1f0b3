package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A tree of random bytes, which no compression shrinks, and the Pipelines that move it.
 *
 * @param name also of the jobs
 * @param files in directories of 100
 * @param bytes of each
 * @param warmUp rounds that are not measured
 * @param rounds that are measured
 */
record BenchTree(String name, int files, int bytes, int warmUp, int rounds) {
    static final BenchTree SMALL = new BenchTree("small", 10_000, 4 << 10, 1, 5);
    static final BenchTree LARGE = new BenchTree("large", 256, 4 << 20, 0, 3);

    void create(Path tree) throws IOException {
        Random random = new Random(files);
        byte[] content = new byte[bytes];
        for (int i = 0; i < files; i++) {
            random.nextBytes(content);
            Path file = tree.resolve("d" + i / 100).resolve("f" + i);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }

    /** What is left of earlier rounds goes first where it is large; that of small files stays, because deleting it slows down what follows. */
    private String clean() {
        return bytes > 1 << 20 ? "sh 'rm -rf ours-* theirs-*'\n" : "";
    }

    /** Ours and the peer's in turns; each prints a line {@code BENCH key milliseconds}. */
    String script() {
        return TIME + "node('bench') {\n" + clean() + """
                  time('push') { artifactPush scope: 'workflow', path: 'tree' }
                  time('archive') { archiveArtifacts artifacts: 'tree/**' }
                  time('stash') { stash name: 'tree', includes: 'tree/**' }
                  dir("ours-${env.BUILD_NUMBER}") { time('pull') { artifactPull scope: 'workflow', path: 'tree' } }
                  dir("theirs-${env.BUILD_NUMBER}") { time('unstash') { unstash 'tree' } }
                  sh 'for f in tree/d0/f1 tree/d0/f2 tree/d0/f3; do head -c %d /dev/urandom > $f; done'
                  time('again') { artifactPush scope: 'workflow', path: 'tree', force: true }
                }
                """.formatted(bytes);
    }

    /** Ours alone. */
    String remotingScript() {
        return TIME + "node('bench') { ws(\"${env.WORKSPACE}/../" + name + "\") {\n" + clean() + """
                  time('remoting-push') { artifactPush scope: 'workflow', path: 'tree' }
                  dir("ours-r${env.BUILD_NUMBER}") { time('remoting-pull') { artifactPull scope: 'workflow', path: 'tree' } }
                } }
                """;
    }

    /** What Jenkins' own steps take when they keep things in the scopes. */
    String managedScript() {
        return TIME + "node('bench') { ws(\"${env.WORKSPACE}/../" + name + "\") {\n" + clean() + """
                  time('managed-archive') { archiveArtifacts artifacts: 'tree/**' }
                  time('managed-stash') { stash name: 'tree', includes: 'tree/**' }
                  dir("ours-m${env.BUILD_NUMBER}") { time('managed-unstash') { unstash 'tree' } }
                } }
                """;
    }

    /** One of many pushes of the tree at the same time. */
    String parallelScript() {
        return "node('bench') { dir(\"${env.WORKSPACE}/../" + name + "\") {"
                + " artifactPush scope: 'workflow', path: 'tree' } }";
    }

    private static final String TIME = """
            def time(String key, Closure work) {
              long start = System.currentTimeMillis()
              work()
              echo "BENCH ${key} ${System.currentTimeMillis() - start}"
            }
            """;
}
