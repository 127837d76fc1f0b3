package io.jenkins.plugins.artifactscopes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.Test;

/** The packaged command, in processes of its own. */
public class ArtifactJarIT {
    private static final Path JAR = Path.of("target", "artifact.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Test
    public void shouldBeSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(3L << 20);
    }

    @Test
    public void shouldTellItsVersionWithinFourTenthsOfASecondOfProcessorTime() {
        // The best of some, because other work on the machine can only add.
        double best = DoubleStream.generate(ArtifactJarIT::secondsForVersion)
                .limit(7)
                .min()
                .orElseThrow();
        assertThat(best).isLessThan(0.4);
    }

    @Test
    public void shouldRefuseArgumentsThatTheLocaleCannotSay() throws IOException, InterruptedException {
        Outcome outcome = bash(Map.of("LC_ALL", "C"), JAVA + " -jar " + JAR + " push job 'größe' 2>&1");

        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.text).contains("Set a UTF-8 locale, such as LC_ALL=C.UTF-8");
    }

    @Test
    public void shouldWorkUnderAnyLocaleWhereNamesArePlain() throws IOException, InterruptedException {
        Outcome outcome = bash(Map.of("LC_ALL", "C"), JAVA + " -jar " + JAR + " push job 'what?' 2>&1");

        assertThat(outcome.text).startsWith("Which server is meant?");
        assertThat(outcome.status).isEqualTo(2);
    }

    private static double secondsForVersion() {
        try {
            Outcome outcome = bash(
                    Map.of("TIMEFORMAT", "%U %S"), "time " + JAVA + " -jar " + JAR + " --version 2>&1 > /dev/null");
            return DoubleStream.of(java.util.Arrays.stream(outcome.text.strip().split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Outcome bash(Map<String, String> environment, String script)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ARTIFACT_") || name.startsWith("SEMAPHORE_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private record Outcome(int status, String text) {}
}
