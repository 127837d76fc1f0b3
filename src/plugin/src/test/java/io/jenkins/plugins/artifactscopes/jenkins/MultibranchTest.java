package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Items;
import hudson.model.Result;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.AgeRule;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ConfiguredPolicies;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.MultibranchScopesProperty;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ProjectRetention;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ScopeRetention;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A repository with the branch {@code master} and the change request {@code CR-1}, built by {@code team/app}. */
public class MultibranchTest {
    private static final String PIPELINE = """
            node {
              deleteDir()
              writeFile file: 'f', text: env.BRANCH_NAME
              artifactPush scope: 'workflow', path: 'f'
              if (env.BRANCH_NAME == 'master') {
                artifactPush scope: 'project', path: 'f', force: true
              } else {
                assert artifactPull(scope: 'project', path: 'f', destination: 'read').files == 1
                assert readFile('read') == 'master'
                withArtifactScopes { sh 'artifact pull project f -d again && { artifact push project f -d shell || echo no shell; }' }
                catchError(buildResult: 'UNSTABLE') { artifactPush scope: 'project', path: 'f', destination: 'step' }
                catchError(buildResult: 'UNSTABLE') { artifactYank scope: 'project', path: 'f' }
              }
            }""";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private MockSCMController repository;
    private WorkflowMultiBranchProject app;

    @Before
    public void indexTheRepository() throws Exception {
        jenkins.jenkins.setQuietPeriod(0);
        repository = MockSCMController.create();
        repository.createRepository("repo");
        repository.addFile("repo", "master", "first", "Jenkinsfile", PIPELINE.getBytes(StandardCharsets.UTF_8));
        Folder team = jenkins.createProject(Folder.class, "team");
        app = team.createProject(WorkflowMultiBranchProject.class, "app");
        app.getSourcesList()
                .add(new BranchSource(new MockSCMSource(
                        repository, "repo", new MockSCMDiscoverBranches(), new MockSCMDiscoverChangeRequests())));
        index();
    }

    @After
    public void close() {
        repository.close();
    }

    private void index() throws Exception {
        app.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
    }

    private WorkflowRun change() throws Exception {
        repository.openChangeRequest("repo", "master");
        index();
        return app.getItem("CR-1").getLastBuild();
    }

    private static List<String> project(String name) throws Exception {
        return ScopeService.get().catalog().inScope(ScopeId.project(name), "", 10).stream()
                .map(artifact -> artifact.name())
                .toList();
    }

    @Test
    public void shouldKeepTheRunsOfABranchThatDidNotLoadAndOfNoOther() throws Exception {
        Path branches = app.getRootDir().toPath().resolve("branches");
        Files.createFile(Files.createDirectories(branches.resolve("unloaded")).resolve("config.xml"));
        ConfiguredPolicies policies = new ConfiguredPolicies(jenkins.jenkins);
        assertThat(policies.isKept(ScopeId.workflow("team/app", "unloaded/1"))).isTrue();
        for (String run : List.of("master/1", "master/9", "gone/1", "1")) {
            assertThat(policies.isKept(ScopeId.workflow("team/app", run)))
                    .as(run)
                    .isFalse();
        }
        Path late = app.getItem("master").getBuildDir().toPath().resolve("9");
        Files.createDirectories(late.resolve("artifact-scopes/workflow"));
        assertThat(policies.isKept(ScopeId.workflow("team/app", "master/9")))
                .as("a push that came late")
                .isFalse();
        Files.createFile(late.resolve("log"));
        assertThat(policies.isKept(ScopeId.workflow("team/app", "master/9"))).isTrue();
    }

    @Test
    public void shouldLetChangeRequestsReadTheProjectScopeAndNotChangeIt() throws Exception {
        jenkins.assertBuildStatusSuccess(app.getItem("master").getLastBuild());
        WorkflowRun change = jenkins.assertBuildStatus(Result.UNSTABLE, change());
        String refusal = "Builds of change requests such as CR-1 may read the project scope of team/app and not change"
                + " it. Use the workflow scope, or allow it in the configuration of team/app";
        jenkins.assertLogContains("ERROR: " + refusal, change);
        jenkins.assertLogContains("\n" + refusal, change);
        jenkins.assertLogContains("no shell", change);
        assertThat(project("team/app")).containsExactly("f");
    }

    @Test
    public void shouldLetChangeRequestsChangeTheProjectScopeWhereThatIsAllowed() throws Exception {
        MultibranchScopesProperty property = new MultibranchScopesProperty();
        property.setChangeRequestsWrite(true);
        app.addProperty(property);
        WorkflowRun change = jenkins.assertBuildStatusSuccess(change());
        jenkins.assertLogContains("Deleted f from project", change);
        assertThat(project("team/app")).containsExactly("shell", "step");
    }

    @Test
    public void shouldKeepEverythingWhenFoldersAreRenamedAndMoved() throws Exception {
        change();
        Folder team = (Folder) app.getParent();
        team.renameTo("crew");
        Folder above = jenkins.createProject(Folder.class, "above");
        Items.move(team, above);
        assertThat(ScopeService.get().catalog().projects("", 10)).containsExactly("above/crew/app");
        app = jenkins.jenkins.getItemByFullName("above/crew/app", WorkflowMultiBranchProject.class);
        assertThat(project("above/crew/app")).containsExactly("f");
        for (String branch : List.of("master", "CR-1")) {
            WorkflowJob job = app.getItem(branch);
            assertThat(RunScopes.of(job.getLastBuild()).inUse(ScopeService.get().catalog()))
                    .as(branch)
                    .isNotEmpty();
        }
        jenkins.assertBuildStatusSuccess(app.getItem("master").scheduleBuild2(0));
        jenkins.assertBuildStatus(Result.UNSTABLE, app.getItem("CR-1").scheduleBuild2(0));
    }

    @Test
    public void shouldForgetWhatADeletedBranchHad() throws Exception {
        repository.cloneBranch("repo", "master", "feature/x");
        index();
        Catalog catalog = ScopeService.get().catalog();
        ScopeId project = ScopeId.project("team/app");
        ScopeId master = ScopeId.workflow("team/app", "master/1");
        ScopeId feature = ScopeId.workflow("team/app", "feature%2Fx/1");
        assertThat(catalog.allScopes("team/app")).containsExactly(project, feature, master);
        assertThat(catalog.usage(feature).bytes()).isEqualTo("feature/x".length());
        repository.deleteBranch("repo", "feature/x");
        index();
        assertThat(app.getItems()).extracting(WorkflowJob::getName).containsExactly("master");
        assertThat(catalog.allScopes("team/app")).containsExactly(project, master);
        assertThat(catalog.usage("team/app").bytes())
                .isEqualTo(catalog.usage(project).bytes() + "master".length());
        app.delete();
        assertThat(catalog.size()).isZero();
    }

    @Test
    public void shouldKnowABranchByItsOneNameAlone() throws Exception {
        repository.cloneBranch("repo", "master", "feature/x");
        index();
        Path gone = jenkins.jenkins.getRootDir().toPath().resolve("gone");
        JobRoots roots = new JobRoots(jenkins.jenkins, gone);
        assertThat(roots.directory(ScopeId.workflow("team/app", "feature%2Fx/1")))
                .startsWithRaw(app.getItem("feature%2Fx").getBuildDir().toPath());
        for (String other : List.of("MASTER/1", "feature/x/1", "FEATURE%2Fx/1")) {
            assertThat(app.getItem(other.replace("/1", ""))).as(other).isNotNull();
            assertThat(roots.directory(ScopeId.workflow("team/app", other)))
                    .as(other)
                    .startsWithRaw(gone);
            assertThat(ProjectItems.job(app, other)).as(other).isEmpty();
        }
        for (String other : List.of("TEAM/app", "/team/app", "team//app")) {
            assertThat(jenkins.jenkins.getItemByFullName(other)).as(other).isNotNull();
            assertThat(roots.directory(ScopeId.project(other))).as(other).startsWithRaw(gone);
        }
    }

    @Test
    public void shouldHaveRetentionAndQuotaOfItsOwn() throws Exception {
        MultibranchScopesProperty property = new MultibranchScopesProperty();
        ScopeRetention retention = new ScopeRetention("project");
        retention.setRules(List.of(new AgeRule("*.log", "2w")));
        property.setRetention(List.of(retention));
        property.setQuota("5 B");
        property.setChangeRequestsWrite(true);
        app.addProperty(property);
        app = jenkins.configRoundtrip(app);
        MultibranchScopesProperty saved = app.getProperties().get(MultibranchScopesProperty.class);
        assertThat(saved.getQuota()).isEqualTo("5 B");
        assertThat(saved.isChangeRequestsWrite()).isTrue();
        ConfiguredPolicies policies = new ConfiguredPolicies(jenkins.jenkins);
        assertThat(policies.of("team/app").project().rules(Scope.PROJECT).rules())
                .hasSize(1);
        assertThat(policies.quotas().of("team/app").bytes()).isEqualTo(5);
        WorkflowRun refused = app.getItem("master").scheduleBuild2(0).get();
        jenkins.assertBuildStatus(Result.FAILURE, refused);
        new ProjectRetention().change("team/app", 7);
        saved = app.getProperties().get(MultibranchScopesProperty.class);
        assertThat(saved.getRetention()).hasSize(3);
        assertThat(saved.getQuota()).isEqualTo("5 B");
        assertThat(saved.isChangeRequestsWrite()).isTrue();
        assertThat(new ProjectRetention().of("team/app").days()).isEqualTo(7);
    }
}
