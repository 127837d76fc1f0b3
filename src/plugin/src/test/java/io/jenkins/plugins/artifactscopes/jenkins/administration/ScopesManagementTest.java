package io.jenkins.plugins.artifactscopes.jenkins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Two projects: {@code big} and {@code small}, of which {@code auditor} may see {@code small} only. */
public class ScopesManagementTest {
    private static final String PAGE = "manage/artifact-scopes-administration/";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void twoProjects() throws Exception {
        Jenkins.MANAGE.setEnabled(true);
        Jenkins.SYSTEM_READ.setEnabled(true);
        run("big", """
            node {
              writeFile file: 'f', text: 'x' * 3000
              writeFile file: 'g', text: 'y'
              artifactPush scope: 'workflow', path: 'f'
              artifactPush scope: 'project', path: 'g', destination: '<img src=x onerror=alert(1)>'
              artifactPush scope: 'job', path: 'g', expireIn: 'PT1S'
              artifactYank scope: 'project', path: '<img src=x onerror=alert(1)>'
              sleep 2
            }\
            """);
        run("small", "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f' }");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Item.READ)
                .onItems(jenkins.jenkins.getItem("small"))
                .to("auditor")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("owner"));
    }

    @After
    public void asItWas() {
        Jenkins.MANAGE.setEnabled(false);
        Jenkins.SYSTEM_READ.setEnabled(false);
    }

    private void run(String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        jenkins.buildAndAssertSuccess(job);
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withBasicCredentials(user)
                .withThrowExceptionOnFailingStatusCode(false);
    }

    private String text(String user, String path) throws Exception {
        return as(user).goTo(path).getWebResponse().getContentAsString();
    }

    private int status(String user, String path) throws Exception {
        return as(user).goTo(path).getWebResponse().getStatusCode();
    }

    private int post(String user, String path, boolean crumb) throws Exception {
        JenkinsRule.WebClient client = as(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return client.getPage(crumb ? client.addCrumb(request) : request)
                .getWebResponse()
                .getStatusCode();
    }

    /** Has it done, waits for the end, and gives what is said. */
    private String done(Deed deed) throws Exception {
        assertThat(post("admin", PAGE + "begin?deed=" + deed.getWord(), true)).isEqualTo(200);
        return awaited().getState() + ": "
                + String.join("\n", Upkeep.get().latest().getLines());
    }

    private static UpkeepJob awaited() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        UpkeepJob job = Upkeep.get().latest();
        while (job.isRunning() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        return job;
    }

    @Test
    public void shouldBeForThoseWhoAdministerManageOrLookAtTheSystem() throws Exception {
        assertThat(text("admin", "manage")).contains(PAGE.substring(7, PAGE.length() - 1));
        assertThat(text("owner", PAGE)).doesNotContain("Upkeep");
        for (String page : new String[] {PAGE, PAGE + "audit", PAGE + "progress"}) {
            assertThat(status("owner", page)).as(page).isEqualTo(403);
            for (String user : new String[] {"admin", "manager", "auditor"}) {
                assertThat(status(user, page)).as(user + " " + page).isEqualTo(200);
            }
        }
        assertThat(text("manager", PAGE)).contains("Sweep now");
        assertThat(text("auditor", PAGE)).doesNotContain("Sweep now").contains("Biggest projects");
    }

    @Test
    public void shouldHaveThingsDoneByPostWithACrumbForThoseOnlyWhoMay() throws Exception {
        String begin = PAGE + "begin?deed=preview";
        assertThat(post("owner", begin, true)).isEqualTo(403);
        assertThat(post("auditor", begin, true)).isEqualTo(403);
        assertThat(post("auditor", PAGE + "stop", true)).isEqualTo(403);
        assertThat(post("admin", begin, false)).isEqualTo(403);
        assertThat(status("admin", begin)).isEqualTo(405);
        assertThat(status("admin", PAGE + "stop")).isEqualTo(405);
        assertThat(post("admin", PAGE + "begin?deed=format", true)).isEqualTo(400);
        assertThat(Upkeep.get().latest()).isNull();
        assertThat(post("manager", begin, true)).isEqualTo(200);
        assertThat(awaited().getBy()).isEqualTo("manager");
    }

    @Test
    public void shouldShowTheBiggestFirstAndNoNamesToWhoMayNotSeeThem() throws Exception {
        String page = text("admin", PAGE);
        assertThat(page.indexOf(">big<")).isPositive().isLessThan(page.indexOf(">small<"));
        assertThat(page).contains("2.9 KiB").contains("no quota");
        assertThat(text("admin", PAGE + "?project=big")).contains("workflow 1 of big");
        String seen = text("auditor", PAGE);
        assertThat(seen)
                .contains(">small<")
                .contains("a project that you may not see")
                .doesNotContain(">big<");
        assertThat(text("auditor", PAGE + "?project=big")).doesNotContain("workflow 1 of big");
    }

    @Test
    public void shouldDoWhatIsAskedForAndSayWhatCameOfIt() throws Exception {
        assertThat(done(Deed.PREVIEW))
                .startsWith("done: 1 file, 1 B, would go with the next sweep, of 3 files")
                .contains("g, 1 file, 1 B, expired ");
        assertThat(done(Deed.SWEEP)).contains("done: Deleted what has expired: 1 file, 1 B");
        assertThat(done(Deed.VERIFY)).isEqualTo("done: 2 files, 2.9 KiB read: all whole.");
        ScopeId scope = ScopeId.workflow("big", "1");
        long id = ScopeService.get().catalog().find(scope, "f").orElseThrow().id();
        assertThat(done(Deed.REBUILD)).startsWith("done: ").contains("told anew.");
        assertThat(ScopeService.get().catalog().find(scope, "f").orElseThrow().id())
                .isEqualTo(id);
        assertThat(text("auditor", PAGE)).contains("asked for by admin: done");
        String log = text("admin", PAGE + "audit?kind=administration");
        assertThat(log).contains("rebuild").contains("sweep").contains("verify").contains("preview");
    }

    @Test
    public void shouldDoOneThingAtATimeAndStopWhenItIsTold() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Thread hourly = new Thread(() -> {
            try {
                ScopeService.get().sweep(() -> {
                    begun.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                });
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        hourly.start();
        begun.await();
        post("admin", PAGE + "begin?deed=sweep", true);
        UpkeepJob job = Upkeep.get().latest();
        assertThat(job.isRunning()).isTrue();
        post("admin", PAGE + "begin?deed=verify", true);
        assertThat(Upkeep.get().latest()).isSameAs(job);
        assertThat(text("admin", PAGE + "progress"))
                .contains("data-running=\"true\"")
                .contains("under way");
        post("admin", PAGE + "stop", true);
        go.countDown();
        hourly.join();
        assertThat(awaited().getState()).isEqualTo("stopped");
        assertThat(ScopeService.get()
                        .catalog()
                        .usage(io.jenkins.plugins.artifactscopes.scope.Scope.JOB)
                        .files())
                .isEqualTo(1);
        assertThat(text("admin", PAGE + "progress")).contains("data-running=\"false\"");
    }

    @Test
    public void shouldShowTheAuditLogWithWhatIsAskedFor() throws Exception {
        done(Deed.SWEEP);
        String all = text("admin", PAGE + "audit");
        assertThat(all)
                .contains("big #1")
                .contains("&lt;img src=x onerror=alert(1)")
                .doesNotContain("<img src=x")
                .contains("retention")
                .contains("1 file, 1 B");
        assertThat(text("admin", PAGE + "audit?kind=deletion&project=BIG&who=retention"))
                .contains(">retention<")
                .doesNotContain("big #1");
        assertThat(text("admin", PAGE + "audit?since=2999-01-01")).contains("Nothing is recorded that is asked for.");
        assertThat(text("admin", PAGE + "audit?since=soon&page=0&kind=x")).contains("big #1");
        assertThat(text("admin", PAGE + "audit?who=%22%3E%3Cscript%3E")).doesNotContain("\"><script>");
        assertThat(text("auditor", PAGE + "audit")).doesNotContain("big #1").contains(">sweep<");
    }

    @Test
    public void shouldRunNoScriptOfThePage() throws Exception {
        for (String page : new String[] {PAGE, PAGE + "audit", PAGE + "progress"}) {
            String all = text("admin", page);
            int from = Math.max(0, all.indexOf("artifact-scopes-page"));
            int to = all.indexOf("<footer", from);
            assertThat(to < 0 ? all : all.substring(from, to))
                    .as(page)
                    .doesNotContain(" style=")
                    .doesNotContainPattern("<[^>]* on[a-z]+=")
                    .doesNotContain("javascript:");
        }
    }

    @Test
    public void shouldNotCallDamagedWhatIsWhole() throws Exception {
        Damages.get().found(java.util.List.of("something that was restored since"));
        assertThat(done(Deed.VERIFY)).contains("all whole");
        assertThat(Damages.get().known()).isEmpty();
        assertThat(ScopeService.get().store().find(ScopeId.workflow("big", "1"), ArtifactPath.of("f")))
                .isPresent();
    }
}
