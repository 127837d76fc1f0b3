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
    static final BenchTree LARGE = new BenchTree("large", 256, 4 << 20, 2, 5);

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

    /**
     * Ours and the peer's in turns; each prints a line {@code BENCH key milliseconds}. What is pulled was pushed a moment ago, and what is unstashed was
     * stashed a moment ago, so that each is read from memory.
     */
    String script() {
        return time() + "node('bench') {\n" + clean() + """
                  time('push') { artifactPush scope: 'workflow', path: 'tree' }
                  dir("ours-${env.BUILD_NUMBER}") { time('pull') { artifactPull scope: 'workflow', path: 'tree' } }
                  time('archive') { archiveArtifacts artifacts: 'tree/**' }
                  time('stash') { stash name: 'tree', includes: 'tree/**' }
                  dir("theirs-${env.BUILD_NUMBER}") { time('unstash') { unstash 'tree' } }
                  sh 'for f in tree/d0/f1 tree/d0/f2 tree/d0/f3; do head -c %d /dev/urandom > $f; done'
                  time('again') { artifactPush scope: 'workflow', path: 'tree', force: true }
                }
                """.formatted(bytes);
    }

    /** Ours alone. */
    String remotingScript() {
        return time() + "node('bench') { ws(\"${env.WORKSPACE}/../" + name + "\") {\n" + clean() + """
                  time('remoting-push') { artifactPush scope: 'workflow', path: 'tree' }
                  dir("ours-r${env.BUILD_NUMBER}") { time('remoting-pull') { artifactPull scope: 'workflow', path: 'tree' } }
                } }
                """;
    }

    /** What Jenkins' own steps take when they keep things in the scopes. */
    String managedScript() {
        return time() + "node('bench') { ws(\"${env.WORKSPACE}/../" + name + "\") {\n" + clean() + """
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

    /**
     * What others wrote before is on disk when the time begins, so that each pays for its own alone. A virtual machine may give memory that was freed
     * back to its host within seconds, and wait for the host at each page that it writes to next: so twice the tree is written and deleted just before,
     * and each finds memory alike. The tree is read last, as whoever has just built it would find it: the same system takes pages out of memory that
     * nobody looked at for two minutes.
     */
    private String time() {
        return """
                def time(String key, Closure work) {
                  sh 'sync; head -c %d /dev/zero > "$WORKSPACE/../memory"; rm "$WORKSPACE/../memory"; cat "$WORKSPACE/../%s/tree"/d*/f* > /dev/null'
                  long start = System.currentTimeMillis()
                  work()
                  echo "BENCH ${key} ${System.currentTimeMillis() - start}"
                }
                """.formatted(2L * files * bytes, name);
    }
}
