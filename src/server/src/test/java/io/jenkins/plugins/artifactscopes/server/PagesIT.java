package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The pages in a real Chromium, driven by the scripts of {@code src/test/browser}. {@code -Dscreenshots} names a directory that takes the
 * pictures for the documentation.
 */
public class PagesIT {
    private static final Path SOURCES = Path.of("src/test/browser");
    private static final List<String> CHROMIUMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static PageServer server;
    private static Path client;

    @BeforeClass
    public static void start() throws IOException, InterruptedException {
        client = NodeProgram.installed(SOURCES, Path.of("target/browser"));
        server = new PageServer(FOLDER.getRoot().toPath());
        new PageContent(server).fill();
    }

    @AfterClass
    public static void stop() throws IOException {
        server.close();
    }

    @Test
    public void shouldLetPeopleBrowseFromTheProjectsToAFile() throws IOException, InterruptedException {
        run("browse");
    }

    @Test
    public void shouldDownloadTheVeryBytes() throws IOException, InterruptedException {
        run("download");
    }

    @Test
    public void shouldDeleteOnlyAfterAsking() throws IOException, InterruptedException {
        run("delete");
    }

    @Test
    public void shouldPinAndUnpin() throws IOException, InterruptedException {
        run("pin");
    }

    @Test
    public void shouldSearchSortAndPage() throws IOException, InterruptedException {
        run("lists");
    }

    @Test
    public void shouldShowHostileNamesAsText() throws IOException, InterruptedException {
        run("hostile");
    }

    @Test
    public void shouldCopyADigestAndDrawCharts() throws IOException, InterruptedException {
        run("script");
    }

    @Test
    public void shouldDoWithoutAScriptAllButCopyAndCharts() throws IOException, InterruptedException {
        run("scriptless");
    }

    @Test
    public void shouldSignInAndOut() throws IOException, InterruptedException {
        run("sign-in");
    }

    @Test
    public void shouldReachEverythingByKeyboard() throws IOException, InterruptedException {
        run("keyboard");
    }

    @Test
    public void shouldGiveAxeNothingToFindInLightInDarkAndOnAPhone() throws IOException, InterruptedException {
        run("axe");
    }

    @Test
    public void shouldTakeItsPictures() throws IOException, InterruptedException {
        run("screenshots");
    }

    private static void run(String scenario) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("CHROMIUM", chromium());
        environment.put("BASE", server.url());
        environment.put("ADMIN", server.adminToken());
        environment.put("READER", server.token(new Holder(PageContent.SHOP, null, null), true, Duration.ofDays(1)));
        environment.put("HOSTILE", PageContent.HOSTILE);
        environment.put(
                "SCREENSHOTS",
                Path.of(System.getProperty("screenshots", "target/screenshots"))
                        .toAbsolutePath()
                        .toString());
        String said = NodeProgram.run(client, environment, "node", "pages.mjs", scenario);
        assertThat(said).contains(scenario + " holds");
        Files.writeString(client.resolve(scenario + ".log"), said, StandardCharsets.UTF_8);
    }

    /** Not to be left out silently: pages that nobody looks at go wrong. */
    private static String chromium() {
        String named = System.getenv("CHROMIUM");
        return (named == null ? CHROMIUMS : List.of(named))
                .stream()
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst()
                        .orElseThrow(
                                () -> new AssertionError(
                                        "There is no Chromium here, and the pages are tested in one."
                                                + " Install it (Debian: apt-get install chromium), or set CHROMIUM to its path."));
    }
}
