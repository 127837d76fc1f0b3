package io.jenkins.plugins.artifactscopes.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.NodeProgram;
import io.jenkins.plugins.artifactscopes.jenkins.administration.Watch;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.AgeRule;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ScopeRetention;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.localizer.LocaleProvider;

/**
 * The pages of {@link PageJobs} in a real Chromium, with Jenkins' Content Security Policy enforced, driven by {@code src/test/browser} and the
 * helpers of the server's scenarios. {@code -Dscreenshots} names a directory for pictures.
 */
public class PagesInChromiumTest {
    private static final List<Path> SOURCES =
            List.of(Path.of("../server/src/test/browser"), Path.of("src/test/browser"));
    private static final List<String> CHROMIUMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final String POLICY = "jenkins.security.csp.CspHeader.headerName";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        // Seconds for all tests together, each of which starts Chromium.
        JENKINS.timeout = 600;
    }

    private static NodeProgram client;
    private static LocaleProvider before;

    @BeforeClass
    public static void openTheShop() throws Exception {
        System.setProperty(POLICY, "Content-Security-Policy");
        // As core's WebAppMain does, which the harness leaves out: messages are in the language of who asks.
        before = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
        Folder shop = JENKINS.createProject(Folder.class, "shop");
        WorkflowJob checkout = PageJobs.checkout(shop);
        WorkflowJob evil = PageJobs.evil(shop);
        WorkflowJob quiet = PageJobs.quiet(shop);
        PageJobs.buildAll(JENKINS, checkout, evil, quiet);
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("deleter", "modern")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Item.READ)
                .everywhere()
                .to("deleter", "modern")
                .grant(ArtifactPermissions.DELETE)
                .everywhere()
                .to("deleter", "modern"));
        User.getById("modern", true)
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));
        client = NodeProgram.installed(SOURCES, Path.of("target/browser"));
    }

    /** Other classes are tested in this JVM. */
    @AfterClass
    public static void asItWas() {
        System.clearProperty(POLICY);
        LocaleProvider.setProvider(before);
    }

    @Test
    public void shouldLetPeopleBrowseDownloadPinAndDelete() throws Exception {
        run("browse");
    }

    @Test
    public void shouldLetNoArtifactActAsItsReader() throws Exception {
        run("hostile");
    }

    @Test
    public void shouldGiveAxeNothingToFindInWhatIsOurs() throws Exception {
        run("axe");
    }

    @Test
    public void shouldReachEverythingByKeyboard() throws Exception {
        run("keyboard");
    }

    @Test
    public void shouldHaveATabAndACardOnTheNewPageOfARun() throws Exception {
        run("tabs");
    }

    @Test
    public void shouldLetAdministratorsSeeTheSpaceAndHaveThingsDone() throws Exception {
        // No disk has as much.
        ArtifactScopesConfiguration.get().setLowSpace("900 TiB");
        ExtensionList.lookupSingleton(Watch.class).run();
        try {
            run("administration");
        } finally {
            ArtifactScopesConfiguration.get().setLowSpace("");
            ExtensionList.lookupSingleton(Watch.class).run();
        }
    }

    @Test
    public void shouldTakeItsPictures() throws Exception {
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setRules(List.of(new AgeRule("*.log", "2w")));
        workflow.setKeep("30d");
        workflow.setCap("1y");
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setRetention(List.of(workflow));
        property.setQuota("20 GiB");
        property.setSharedWith(List.of("team/app", "apps/*"));
        WorkflowJob quiet = JENKINS.jenkins.getItemByFullName("shop/quiet", WorkflowJob.class);
        quiet.addProperty(property);
        // It dates nothing anew that other scenarios look at.
        ScopeRetention project = new ScopeRetention("project");
        project.setKeepLatest("3");
        ArtifactScopesConfiguration all = ArtifactScopesConfiguration.get();
        all.setRetention(List.of(project));
        all.setQuota("100 GiB");
        try {
            run("screenshots");
        } finally {
            all.setRetention(List.of());
            all.setQuota("");
            quiet.removeProperty(ArtifactScopesProperty.class);
        }
    }

    private static void run(String scenario) throws Exception {
        String base = JENKINS.getURL().toString();
        Map<String, String> environment = Map.of(
                "CHROMIUM",
                chromium(),
                "BASE",
                base.substring(0, base.length() - 1),
                "SCREENSHOTS",
                Path.of(System.getProperty("screenshots", "target/screenshots"))
                        .toAbsolutePath()
                        .toString());
        String said = client.run(environment, "node", "jenkins.mjs", scenario);
        assertThat(said).contains(scenario + " holds");
        Files.writeString(client.directory().resolve(scenario + ".log"), said, StandardCharsets.UTF_8);
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
