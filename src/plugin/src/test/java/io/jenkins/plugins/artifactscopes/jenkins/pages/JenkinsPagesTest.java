package io.jenkins.plugins.artifactscopes.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The pages of {@link PageJobs}. {@code reader} may read all of {@code shop}, {@code deleter} has Artifacts/Delete besides; {@code stranger}
 * may read nothing but that Jenkins is there, and {@code other} another job alone.
 */
public class JenkinsPagesTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private WorkflowJob checkout;
    private WorkflowJob evil;
    private WorkflowJob quiet;

    @Before
    public void buildTheShop() throws Exception {
        Folder shop = jenkins.createProject(Folder.class, "shop");
        checkout = PageJobs.checkout(shop);
        evil = PageJobs.evil(shop);
        quiet = PageJobs.quiet(shop);
        PageJobs.buildAll(jenkins, checkout, evil, quiet);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER, Run.ARTIFACTS)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "deleter", "stranger", "other")
                .grant(Item.READ)
                .onItems(shop, checkout, evil, quiet)
                .to("reader", "deleter")
                .grant(Item.READ)
                .onItems(shop, quiet)
                .to("other")
                .grant(new Permission[] {ArtifactPermissions.DELETE})
                .onItems(checkout)
                .to("deleter"));
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        JenkinsRule.WebClient client =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        return user.isEmpty() ? client : client.withBasicCredentials(user);
    }

    private static ArtifactRecord artifact(ScopeId scope, String name) throws Exception {
        return ScopeService.get().catalog().find(scope, name).orElseThrow();
    }

    private static ScopeId run() {
        return ScopeId.workflow("shop/checkout", "1");
    }

    private static String below(ScopeId scope, String name, String action) throws Exception {
        return "artifacts/" + artifact(scope, name).id() + "/" + action + "/" + name;
    }

    private String runPage() {
        return checkout.getLastBuild().getUrl() + "artifact-scopes/";
    }

    private String projectPage() {
        return checkout.getUrl() + "artifact-scopes/";
    }

    /** Without the login page that Jenkins sends who is not logged in on to. */
    private int status(JenkinsRule.WebClient client, String path) throws Exception {
        return client.loadWebResponse(new WebRequest(url(path))).getStatusCode();
    }

    private static String text(JenkinsRule.WebClient client, String path) throws Exception {
        return ((HtmlPage) client.goTo(path)).asNormalizedText();
    }

    @Test
    public void shouldShowARunsArtifactsAndThoseOfItsJobsUnderTheirStages() throws Exception {
        JenkinsRule.WebClient reader = as("reader");
        assertThat(text(reader, runPage()))
                .contains("Workflow #1", "dist", "report.html", "Build", "build.log", "Test / linux", "test.log")
                .doesNotContain("release.txt", "Delete");
        assertThat(text(reader, projectPage())).contains("release.txt", "#1", "Workflow scope");
        assertThat(text(reader, runPage() + below(run(), "dist", "open")))
                .contains("lib", "Expires", "as whoever pushed it asked: 4w");
        assertThat(text(reader, runPage() + below(run(), "dist", "open") + "/lib/one.txt"))
                .contains("Grüße, <b>not bold</b>", "Digest");
        assertThat(text(reader, checkout.getLastBuild().getUrl())).contains("Artifacts: 5 (");
        HtmlPage job = reader.goTo(checkout.getUrl());
        assertThat(job.getAnchorByText("Project artifacts").getHrefAttribute()).endsWith("/artifact-scopes");
        assertThat(text(reader, quiet.getUrl())).doesNotContain("Project artifacts");
        assertThat(text(reader, quiet.getLastBuild().getUrl() + "artifact-scopes/"))
                .contains("artifactPush scope: 'workflow', path: 'FILE'");
    }

    @Test
    public void shouldNameAJobInNoStageByItsNodeBlock() throws Exception {
        WorkflowJob plain = jenkins.createProject(WorkflowJob.class, "plain");
        plain.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: ''; artifactPush scope: 'job', path: 'f' }", true));
        String page = jenkins.buildAndAssertSuccess(plain).getUrl() + "artifact-scopes/";
        assertThat(text(as("admin"), page)).containsPattern("(?m)^node \\d+$");
    }

    @Test
    public void shouldSpeakTheLanguageOfTheReader() throws Exception {
        assertThat(inGerman(runPage())).contains("Artefakte des Workflows", "Abgelegt", "nie");
        assertThat(inGerman(quiet.getLastBuild().getUrl() + "artifact-scopes/"))
                .contains("Im Workflow-Scope liegt nichts", "artifactPush scope: 'workflow', path: 'DATEI'");
    }

    /** Jenkins asks its provider, which follows the request when it is not the harness that starts it. */
    private String inGerman(String path) throws Exception {
        LocaleProvider before = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                StaplerRequest2 request = Stapler.getCurrentRequest2();
                return request == null ? Locale.ENGLISH : request.getLocale();
            }
        });
        try {
            WebRequest request = new WebRequest(url(path));
            request.setAdditionalHeader("Accept-Language", "de-DE");
            HtmlPage page = as("reader").getPage(request);
            return page.asNormalizedText();
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    @Test
    public void shouldTellNobodyOfWhatOneMayNotKnow() throws Exception {
        List<String> routes = List.of(
                runPage(),
                runPage() + "jobs/" + jobId(),
                runPage() + below(run(), "dist", "open"),
                runPage() + below(run(), "report.html", "download"),
                runPage() + below(run(), "dist", "zip"),
                runPage() + below(run(), "picture.png", "image"),
                runPage() + below(run(), "dist", "delete"),
                projectPage(),
                projectPage() + "runs",
                projectPage() + below(ScopeId.project("shop/checkout"), "release.txt", "open"),
                projectPage() + below(ScopeId.project("shop/checkout"), "release.txt", "delete"));
        for (String user : new String[] {"stranger", "other", ""}) {
            JenkinsRule.WebClient client = as(user);
            for (String route : routes) {
                assertThat(status(client, route)).as(user + " " + route).isIn(user.isEmpty() ? 403 : 404, 404);
            }
        }
        JenkinsRule.WebClient reader = as("reader");
        reader.setRedirectEnabled(false);
        for (String route : routes) {
            int expected = route.contains("/delete/")
                    ? 403
                    : route.contains("/download/") || route.contains("/zip/") || route.contains("/image/") ? 303 : 200;
            assertThat(reader.loadWebResponse(new WebRequest(url(route))).getStatusCode())
                    .as(route)
                    .isEqualTo(expected);
        }
        // An artifact is there only where it belongs.
        String elsewhere = evil.getLastBuild().getUrl() + "artifact-scopes/" + below(run(), "dist", "open");
        assertThat(status(reader, elsewhere)).isEqualTo(404);
        assertThat(status(reader, projectPage() + below(run(), "dist", "open"))).isEqualTo(404);
        assertThat(status(reader, runPage() + "artifacts/999999/open/dist")).isEqualTo(404);
        assertThat(status(reader, runPage() + "nothing/like/it")).isEqualTo(404);
    }

    private static String jobId() throws Exception {
        return ScopeService.get()
                .catalog()
                .scopes("shop/checkout", Optional.of(run()), 1)
                .get(0)
                .job()
                .orElseThrow();
    }

    private URL url(String path) throws Exception {
        return new URL(jenkins.getURL(), path);
    }

    @Test
    public void shouldNeedThePermissionForArtifactsWhereJenkinsLooksAtIt() throws Exception {
        JenkinsRule.WebClient reader = as("reader");
        assertThat(status(reader, runPage())).isEqualTo(200);
        Run.ARTIFACTS.setEnabled(true);
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        try {
            assertThat(status(reader, runPage())).isEqualTo(404);
            assertThat(status(reader, runPage() + below(run(), "dist", "open"))).isEqualTo(404);
            assertThat(status(reader, projectPage())).isEqualTo(404);
            assertThat(text(reader, checkout.getLastBuild().getUrl())).doesNotContain("Artifacts: 5");
            assertThat(text(reader, checkout.getUrl())).doesNotContain("Project artifacts");
            assertThat(status(as("admin"), runPage())).isEqualTo(200);
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    @Test
    public void shouldChangeSomethingByPostWithACrumbAndThePermissionAlone() throws Exception {
        String delete = runPage() + below(run(), "dist", "delete");
        JenkinsRule.WebClient deleter = as("deleter");
        assertThat(post(deleter, delete, false)).isEqualTo(403);
        assertThat(post(as("reader"), delete, true)).isEqualTo(403);
        assertThat(post(as("reader"), delete.replace("/delete/", "/pin/"), true))
                .isEqualTo(403);
        assertThat(post(as("stranger"), delete, true)).isEqualTo(404);
        assertThat(status(deleter, delete.replace("/delete/", "/pin/"))).isEqualTo(405);
        assertThat(artifact(run(), "dist").pinned()).isFalse();
        assertThat(text(deleter, delete)).contains("Delete dist?", "2 files");
        assertThat(artifact(run(), "dist").entries()).isPositive();
        deleter.setRedirectEnabled(false);
        assertThat(post(deleter, delete.replace("/delete/", "/pin/"), true)).isEqualTo(303);
        assertThat(artifact(run(), "dist").pinned()).isTrue();
        assertThat(post(deleter, delete, true)).isEqualTo(200);
        assertThat(ScopeService.get().catalog().find(run(), "dist")).isEmpty();
    }

    private int post(JenkinsRule.WebClient client, String path, boolean crumb) throws Exception {
        WebRequest request = new WebRequest(url(path), HttpMethod.POST);
        if (crumb) {
            client.addCrumb(request);
        }
        Page page = client.getPage(request);
        return page.getWebResponse().getStatusCode();
    }

    @Test
    public void shouldShowHostileNamesAsText() throws Exception {
        JenkinsRule.WebClient reader = as("reader");
        for (String path : List.of(
                evil.getUrl() + "artifact-scopes/",
                evil.getLastBuild().getUrl() + "artifact-scopes/",
                evil.getLastBuild().getUrl(),
                evil.getUrl())) {
            HtmlPage page = reader.goTo(path);
            assertThat(page.getByXPath("//img[@onerror] | //script[contains(., 'hacked')] | //*[@onload]"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(text(reader, evil.getLastBuild().getUrl() + "artifact-scopes/"))
                .contains(PageJobs.STAGE, "invoice‹U+202E›fdp.exe", "${it.guard().value()}", "hundred % +");
    }
}
