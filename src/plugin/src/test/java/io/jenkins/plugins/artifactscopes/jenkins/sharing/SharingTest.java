package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditQuery;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/**
 * Two folders: {@code team} with the project {@code app}, which has {@code f} in its scopes, and {@code other} with the project
 * {@code reader}, which wants it. Nobody may see {@code team/app} but those that a test lets.
 */
public class SharingTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private final MockAuthorizationStrategy rights = new MockAuthorizationStrategy();
    private WorkflowJob app;
    private WorkflowJob reader;

    @Before
    public void twoFolders() throws Exception {
        Folder team = jenkins.createProject(Folder.class, "team");
        Folder other = jenkins.createProject(Folder.class, "other");
        app = pipeline(team, "app", push("1"));
        reader = pipeline(other, "reader", "");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        rights.grant(Jenkins.ADMINISTER).everywhere().to("admin");
        jenkins.jenkins.setAuthorizationStrategy(rights);
        jenkins.buildAndAssertSuccess(app);
    }

    private static WorkflowJob pipeline(ItemGroup<?> folder, String name, String script) throws Exception {
        WorkflowJob job = ((Folder) folder).createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** A run that leaves a file with this text in both scopes. */
    private static String push(String text) {
        return "node { writeFile file: 'f', text: '" + text
                + "'; artifactPush scope: 'workflow', path: 'f', expireIn: '2w';"
                + " artifactPush scope: 'project', path: 'f', force: true }";
    }

    private void share(String... with) throws Exception {
        String list = "['" + String.join("', '", with) + "']";
        app.setDefinition(new CpsFlowDefinition("properties([artifactScopes(sharedWith: " + list + ")])", true));
        jenkins.buildAndAssertSuccess(app);
    }

    private WorkflowRun read(String arguments) throws Exception {
        return reads("node { deleteDir(); artifactPull " + arguments + "; echo 'read ' + readFile('f') }");
    }

    private WorkflowRun reads(String script) throws Exception {
        reader.setDefinition(new CpsFlowDefinition(script, true));
        return reader.scheduleBuild2(0).get();
    }

    private void succeeds(WorkflowRun run, String text) throws Exception {
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("read " + text, run);
    }

    private void fails(WorkflowRun run, String message) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(message, run);
    }

    private void readerRunsAs(String user, Permission... permissions) {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("other/reader", User.getById(user, true).impersonate2()));
        rights.grant(Jenkins.READ, hudson.model.Computer.BUILD).everywhere().to(user);
        if (permissions.length > 0) {
            rights.grant(permissions).onItems(app, (Item) app.getParent()).to(user);
        }
    }

    private static List<AuditRecord> audit(AuditKind kind) throws IOException {
        AuditQuery query = new AuditQuery(Set.of(kind), "", "", Instant.MIN);
        return Audit.get().page(query, record -> true, 0, 100).records();
    }

    @Test
    public void shouldLetInWhomTheProjectSharesWith() throws Exception {
        share("other/*");
        succeeds(read("project: 'team/app', run: 1, scope: 'workflow', path: 'f'"), "1");
        succeeds(read("project: '../team/app', scope: 'project', path: 'f'"), "1");
        succeeds(read("project: '/team/app', run: '1', scope: 'workflow', path: '.'"), "1");
        List<AuditRecord> reads = audit(AuditKind.READ);
        assertThat(reads).hasSize(3);
        AuditRecord first = reads.get(2);
        assertThat(first.by()).isEqualTo("other/reader #1");
        assertThat(first.reader()).isEqualTo("other/reader");
        assertThat(first.reason()).isEqualTo("shared with other/*");
        assertThat(first.place().project()).isEqualTo("team/app");
        assertThat(first.place().workflow()).isEqualTo("1");
        assertThat(first.place().path()).isEqualTo("f");
        assertThat(audit(AuditKind.REFUSAL)).isEmpty();
    }

    @Test
    public void shouldReadTheRunThatIsMeant() throws Exception {
        share("other/reader");
        app.setDefinition(new CpsFlowDefinition(push("3"), true));
        jenkins.buildAndAssertSuccess(app);
        app.setDefinition(new CpsFlowDefinition(push("4") + "\nerror 'broken'", true));
        jenkins.assertBuildStatus(Result.FAILURE, app.scheduleBuild2(0));
        String ask = "project: 'team/app', scope: 'workflow', path: 'f'";
        succeeds(read(ask + ", run: 'lastSuccessful'"), "3");
        succeeds(read(ask), "3");
        succeeds(read(ask + ", run: 'latest'"), "4");
        succeeds(read(ask + ", run: 1"), "1");
        fails(read(ask + ", run: 77"), "team/app has no run 77.");
        fails(read(ask + ", run: 'newest'"), "'newest' is no run. Write run: 'lastSuccessful'");
        fails(read(ask + ", run: 2"), "has no f");
        WorkflowRun list = reads("echo 'found ' + artifactList(project: 'team/app', run: 'latest', scope: 'workflow',"
                + " path: '.').collect { it.path + ' ' + it.size }");
        jenkins.assertLogContains("found [f 1]", jenkins.assertBuildStatusSuccess(list));
    }

    @Test
    public void shouldReadOnAnAgentToo() throws Exception {
        jenkins.createOnlineSlave(hudson.model.Label.get("away"));
        share("other/reader");
        WorkflowRun run = reads("node('away') { artifactPull project: 'team/app', run: 1, scope: 'workflow', path: 'f';"
                + " echo 'read ' + readFile('f') }");
        succeeds(run, "1");
        jenkins.assertLogContains("Transferred over HTTP", run);
        io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration.get()
                .setDirectTransfer(false);
        WorkflowRun remoting = reads("node('away') { deleteDir(); artifactPull project: 'team/app', scope: 'project',"
                + " path: 'f'; echo 'read ' + readFile('f') }");
        succeeds(remoting, "1");
        jenkins.assertLogNotContains("over HTTP", remoting);
    }

    @Test
    public void shouldTellNobodyElseThatThereIsSuchAProject() throws Exception {
        WorkflowRun hidden = read("project: 'team/app', scope: 'workflow', path: 'f'");
        fails(hidden, "There is no project team/app that other/reader may read.");
        WorkflowRun missing = read("project: 'team/api', scope: 'workflow', path: 'f'");
        fails(missing, "There is no project team/api that other/reader may read.");
        assertThat(errors(hidden)).isEqualTo(errors(missing).replace("team/api", "team/app"));
        for (String ask : new String[] {"run: 77, scope: 'workflow'", "scope: 'project'"}) {
            fails(read("project: 'team/app', path: 'f', " + ask), "There is no project team/app that");
        }
        fails(read("project: 'team', scope: 'project', path: 'f'"), "There is no project team that");
        fails(read("project: '../../..', scope: 'project', path: 'f'"), "There is no project");
        List<AuditRecord> refusals = audit(AuditKind.REFUSAL);
        assertThat(refusals).hasSize(6);
        assertThat(refusals.get(5).place().project()).isEqualTo("team/app");
        assertThat(refusals.get(5).by()).isEqualTo("other/reader #1");
        assertThat(audit(AuditKind.READ)).isEmpty();
    }

    private static String errors(WorkflowRun run) throws IOException {
        return String.join(
                "\n",
                run.getLog(1000).stream()
                        .filter(line -> line.startsWith("ERROR"))
                        .toList());
    }

    @Test
    public void shouldNotTakeTheRightsOfJenkinsItselfForThoseOfAUser() throws Exception {
        readerRunsAs("bob");
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        fails(read("project: 'team/app', scope: 'project', path: 'f'"), "There is no project team/app that");
    }

    @Test
    public void shouldLetInWhoRunsAsAUserWhoMayRead() throws Exception {
        readerRunsAs("bob", Item.READ);
        succeeds(read("project: 'team/app', scope: 'workflow', path: 'f'"), "1");
        AuditRecord read = audit(AuditKind.READ).get(0);
        assertThat(read.by()).isEqualTo("other/reader #1 as bob");
        assertThat(read.reason()).isEqualTo("Job/Read of bob");
    }

    @Test
    public void shouldTellWhoMayDiscoverTheProjectWhatIsMissing() throws Exception {
        readerRunsAs("bob", Item.DISCOVER);
        WorkflowRun run = read("project: 'team/app', scope: 'workflow', path: 'f'");
        fails(run, "other/reader may not read the scope 'workflow' of team/app: that does not share it");
        jenkins.assertLogContains("bob, as whom this build runs, has no permission Job/Read there", run);
        assertThat(audit(AuditKind.REFUSAL).get(0).reason()).contains("bob").contains("Job/Read");
    }

    @Test
    public void shouldTellEverybodyWhatIsMissingWhereEverybodyMayKnow() throws Exception {
        rights.grant(Item.DISCOVER).onItems(app, (Item) app.getParent()).toEveryone();
        fails(
                read("project: 'team/app', scope: 'workflow', path: 'f'"),
                "and this build runs as no user in particular. Ask who configures team/app to share it");
    }

    @Test
    public void shouldNotTellWhoMayNotSeeTheFolder() throws Exception {
        readerRunsAs("bob");
        rights.grant(Item.READ).onItems(app).to("bob");
        fails(read("project: 'team/app', scope: 'workflow', path: 'f'"), "There is no project team/app that");
    }

    @Test
    public void shouldLookAtThePermissionForArtifactsWhereItIsSwitchedOn() throws Exception {
        Run.ARTIFACTS.setEnabled(true);
        try {
            readerRunsAs("bob", Item.READ);
            String ask = "project: 'team/app', scope: 'project', path: 'f'";
            System.setProperty("hudson.security.ArtifactsPermission", "true");
            fails(read(ask), "bob, as whom this build runs, has no permission Run/Artifacts there");
            rights.grant(Run.ARTIFACTS).onItems(app).to("bob");
            succeeds(read(ask), "1");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    @Test
    public void shouldGoToTheProjectThatTheReaderMayReadWhereTheNameMeansTwo() throws Exception {
        Folder other = (Folder) reader.getParent();
        Folder same = other.createProject(Folder.class, "team");
        pipeline(same, "app", push("inner"));
        share("other/reader");
        succeeds(read("project: 'team/app', run: 1, scope: 'workflow', path: 'f'"), "1");
    }

    @Test
    public void shouldNeverReadAJobsOwnScopeNorARunOfTheProjectScope() throws Exception {
        share("**");
        fails(
                read("project: 'team/app', scope: 'job', path: 'f'"),
                "The job scope is read by the job that wrote it alone.");
        fails(read("project: 'team/app', run: 1, scope: 'project', path: 'f'"), "The project scope belongs to no run.");
        fails(read("run: 1, scope: 'workflow', path: 'f'"), "Write project: 'team/app' too");
        fails(read("project: 'team/app', scope: 'run', path: 'f'"), "Use one of: job, workflow, project.");
    }

    @Test
    public void shouldReadOtherRunsOfTheSameJobWithoutAnyLeave() throws Exception {
        jenkins.assertBuildStatusSuccess(reads(push("mine")));
        succeeds(read("project: 'reader', run: 1, scope: 'workflow', path: 'f'"), "mine");
        assertThat(audit(AuditKind.READ).get(0).reason()).isEqualTo("its own");
    }

    @Test
    public void shouldChangeNothingOfAnotherProject() throws Exception {
        share("other/reader");
        fails(
                reads(
                        "node { writeFile file: 'g', text: 'x'; artifactPush project: 'team/app', scope: 'project', path: 'g' }"),
                "A build changes what its own run and project have, and nothing of another project ('team/app').");
        fails(
                reads("node { artifactYank project: 'team/app', scope: 'project', path: 'f' }"),
                "A build changes what its own run and project have");
        assertThat(ScopeService.get().catalog().inScope(ScopeId.project("team/app"), "", 10))
                .hasSize(1);
    }

    @Test
    public void shouldLeaveRetentionAsItIs() throws Exception {
        share("other/reader");
        ScopeId scope = ScopeId.workflow("team/app", "1");
        Instant before = ScopeService.get()
                .catalog()
                .find(scope, "f")
                .orElseThrow()
                .expiry()
                .orElseThrow();
        succeeds(read("project: 'team/app', run: 1, scope: 'workflow', path: 'f'"), "1");
        assertThat(ScopeService.get().catalog().find(scope, "f").orElseThrow().expiry())
                .contains(before);
        assertThat(ScopeService.get().catalog().find(scope, "f").orElseThrow().pinned())
                .isFalse();
    }

    @Test
    public void shouldStopSharingWhenTheEntryGoes() throws Exception {
        share("other/reader");
        share("none");
        fails(read("project: 'team/app', run: 1, scope: 'workflow', path: 'f'"), "There is no project team/app that");
    }

    @Test
    public void shouldRecordWhoDeletes() throws Exception {
        jenkins.assertBuildStatusSuccess(reads(push("mine") + "\nartifactYank scope: 'workflow', path: 'f'"));
        AuditRecord deletion = audit(AuditKind.DELETION).get(0);
        assertThat(deletion.by()).isEqualTo("other/reader #1");
        assertThat(deletion.place().path()).isEqualTo("f");
        assertThat(deletion.files()).isEqualTo(1);
    }
}
