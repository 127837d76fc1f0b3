package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.matrix.AxisList;
import hudson.matrix.MatrixBuild;
import hudson.matrix.MatrixProject;
import hudson.matrix.MatrixRun;
import hudson.matrix.TextAxis;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.tasks.ArtifactArchiver;
import hudson.tasks.Shell;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditQuery;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jenkins.model.ArtifactManagerConfiguration;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class BuildStepsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private static List<String> stored(ScopeId scope) throws Exception {
        List<String> stored = new ArrayList<>();
        try (ScopeTree tree = ScopeService.get().store().open(scope, ArtifactPath.ROOT)) {
            tree.entries().forEachRemaining(entry -> stored.add(entry.path().value()));
        }
        return stored;
    }

    private static PushArtifacts push(String scope, String path, String when) {
        PushArtifacts push = new PushArtifacts(scope, path);
        push.setWhen(when);
        return push;
    }

    @Test
    public void shouldPushAfterTheBuildAndPullInTheNextOne() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("app");
        job.setAssignedLabel(jenkins.createOnlineSlave(Label.get("away")).getSelfLabel());
        job.getBuildersList().add(new Shell("mkdir -p dist; echo hello > dist/$BUILD_NUMBER.txt; touch dist/x.log"));
        PushArtifacts project = push("project", "dist", "success");
        project.setDestination("builds/$BUILD_NUMBER");
        project.setExcludes("*.log");
        project.setExpireIn("2w");
        job.getPublishersList().add(project);
        job.getPublishersList().add(push("job", "dist", "always"));
        job.getPublishersList().add(push("workflow", "dist", "failure"));
        FreeStyleBuild first = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("Pushed builds/1 to project: 1 file, 6 B", first);
        jenkins.assertLogContains("Pushed dist to job: 2 files", first);
        assertThat(stored(ScopeId.job("app", "1", "build"))).containsExactly("dist", "dist/1.txt", "dist/x.log");
        assertThat(stored(ScopeId.workflow("app", "1"))).isEmpty();
        job.getBuildersList().clear();
        PullArtifacts pull = new PullArtifacts("project", "builds/1");
        pull.setDestination("dist");
        pull.setForce(true);
        job.getBuildersList().add(pull);
        job.getBuildersList().add(new Shell("test \"$(cat dist/1.txt)\" = hello"));
        jenkins.assertLogContains("Pulled builds/1 from project: 1 file, 6 B", jenkins.buildAndAssertSuccess(job));
    }

    @Test
    public void shouldPushByTheResultOfTheBuild() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("app");
        job.getBuildersList().add(new Shell("echo x > f; exit 1"));
        job.getPublishersList().add(push("workflow", "f", "success"));
        job.getPublishersList().add(push("job", "f", "failure"));
        FreeStyleBuild failed = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(stored(ScopeId.workflow("app", "1"))).isEmpty();
        assertThat(stored(ScopeId.job("app", "1", "build"))).containsExactly("f");
        assertThat(RunScopes.of(failed).inUse(ScopeService.get().catalog())).hasSize(1);
        assertThat(When.FAILURE.holds(Result.UNSTABLE)).isTrue();
        assertThat(When.FAILURE.holds(Result.ABORTED)).isTrue();
        assertThat(When.SUCCESS.holds(null)).isTrue();
    }

    @Test
    public void shouldFailWithTheReasonWhenNothingCanBePushedOrPulled() throws Exception {
        FreeStyleProject push = jenkins.createFreeStyleProject("push");
        push.getPublishersList().add(push("workflow", "missing", "always"));
        jenkins.assertLogContains("is not there", jenkins.buildAndAssertStatus(Result.FAILURE, push));
        FreeStyleProject pull = jenkins.createFreeStyleProject("pull");
        pull.getBuildersList().add(new PullArtifacts("workflow", "../x"));
        jenkins.assertLogContains("leaves the scope by '..'", jenkins.buildAndAssertStatus(Result.FAILURE, pull));
        pull.getBuildersList().clear();
        pull.getBuildersList().add(new PullArtifacts("workflow", null));
        jenkins.assertLogContains("The parameter path is missing", jenkins.buildAndAssertStatus(Result.FAILURE, pull));
        pull.getBuildersList().clear();
        pull.getBuildersList().add(new PullArtifacts("run", "x"));
        jenkins.assertLogContains(
                "Use one of: job, workflow, project.", jenkins.buildAndAssertStatus(Result.FAILURE, pull));
    }

    @Test
    public void shouldKeepEveryFieldWhenTheFormIsSaved() throws Exception {
        PushArtifacts push = push("project", "dist", "failure");
        push.setDestination("out");
        push.setExpireIn("2w");
        push.setIncludes("*.jar");
        push.setExcludes("*.log");
        push.setForce(true);
        push.setAllowEmpty(true);
        PushArtifacts saved = jenkins.configRoundtrip(push);
        jenkins.assertEqualDataBoundBeans(push, saved);
        PullArtifacts pull = new PullArtifacts("job", ".");
        pull.setDestination("in");
        pull.setIncludes("*.jar");
        pull.setExcludes("*.log");
        pull.setForce(true);
        jenkins.assertEqualDataBoundBeans(pull, jenkins.configRoundtrip(pull));
        assertThat(jenkins.configRoundtrip(pull).getProject()).isNull();
        PullArtifacts other = new PullArtifacts("workflow", "f");
        other.setProject("team/lib");
        other.setRun("latest");
        jenkins.assertEqualDataBoundBeans(other, jenkins.configRoundtrip(other));
    }

    @Test
    public void shouldHelpWithWhatIsEntered() {
        PushArtifacts.DescriptorImpl form = hudson.ExtensionList.lookupSingleton(PushArtifacts.DescriptorImpl.class);
        assertThat(form.doCheckPath(null, "dist/$BUILD_NUMBER")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckPath(null, "").getMessage()).contains("Write a path such as dist");
        assertThat(form.doCheckPath(null, "/etc").getMessage()).contains("is absolute");
        assertThat(form.doCheckDestination(null, "")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckDestination(null, "../x").getMessage()).contains("leaves");
        assertThat(form.doCheckExpireIn(null, "soon").getMessage()).contains("no time to expire in");
        assertThat(form.doCheckIncludes(null, "[").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doFillWhenItems()).hasSize(3);
    }

    @Test
    public void shouldHelpWithWhatIsEnteredOfAnotherProject() throws Exception {
        PullArtifacts.DescriptorImpl form = hudson.ExtensionList.lookupSingleton(PullArtifacts.DescriptorImpl.class);
        FreeStyleProject app = jenkins.createFreeStyleProject("app");
        assertThat(form.doCheckProject(app, "", "job")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckProject(app, "app", "workflow")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckProject(app, "lib-$BRANCH", "workflow")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckProject(app, "lib", "workflow").getMessage()).contains("There is no project");
        assertThat(form.doCheckProject(app, "lib", "job").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckRun(app, "", "")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckRun(app, "latest", "lib")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckRun(app, "$NUMBER", "lib")).isEqualTo(FormValidation.ok());
        assertThat(form.doCheckRun(app, "newest", "lib").getMessage()).contains("is no run");
        assertThat(form.doCheckRun(app, "7", "").getMessage()).contains("Enter that project too");
    }

    private FreeStyleProject reader(String name, PullArtifacts pull) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject(name);
        project.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("WANTED", "1")));
        pull.setForce(true);
        project.getBuildersList().add(pull);
        project.getBuildersList().add(new Shell("cat f"));
        return project;
    }

    private static List<AuditRecord> audit(AuditKind kind) throws Exception {
        AuditQuery query = new AuditQuery(Set.of(kind), "", "", Instant.MIN);
        return Audit.get().page(query, record -> true, 0, 100).records();
    }

    @Test
    public void shouldReadFromAProjectThatSharesAndBeRefusedByOthers() throws Exception {
        FreeStyleProject lib = jenkins.createFreeStyleProject("lib");
        lib.getBuildersList().add(new Shell("echo of lib $BUILD_NUMBER > f"));
        lib.getPublishersList().add(push("workflow", "f", "always"));
        ArtifactScopesProperty shared = new ArtifactScopesProperty();
        shared.setSharedWith(List.of("app"));
        lib.addProperty(shared);
        jenkins.buildAndAssertSuccess(lib);
        jenkins.buildAndAssertSuccess(lib);
        PullArtifacts pull = new PullArtifacts("workflow", "f");
        pull.setProject("lib");
        pull.setRun("$WANTED");
        FreeStyleProject app = reader("app", pull);
        jenkins.assertLogContains("of lib 1", jenkins.buildAndAssertSuccess(app));
        pull.setRun("");
        jenkins.assertLogContains("of lib 2", jenkins.buildAndAssertSuccess(app));
        assertThat(audit(AuditKind.READ)).extracting(AuditRecord::by).containsExactly("app #2", "app #1");
        assertThat(audit(AuditKind.READ)).extracting(AuditRecord::reason).containsOnly("shared with app");
        PullArtifacts same = new PullArtifacts("workflow", "f");
        same.setProject("lib");
        FreeStyleBuild refused = jenkins.buildAndAssertStatus(Result.FAILURE, reader("other", same));
        jenkins.assertLogContains("other may not read the scope 'workflow' of lib", refused);
        assertThat(audit(AuditKind.REFUSAL)).extracting(AuditRecord::by).containsExactly("other #1");
        same.setProject(null);
        same.setRun("1");
        FreeStyleProject alone = (FreeStyleProject) jenkins.jenkins.getItem("other");
        jenkins.assertLogContains("no project that it is of", jenkins.buildAndAssertStatus(Result.FAILURE, alone));
    }

    @Test
    public void shouldReadAnEarlierRunOfTheSameMatrixWithoutAnyLeave() throws Exception {
        MatrixProject matrix = jenkins.createProject(MatrixProject.class, "matrix");
        matrix.setAxes(new AxisList(new TextAxis("os", "linux")));
        matrix.getBuildersList().add(new Shell("echo of build $BUILD_NUMBER > f"));
        matrix.getPublishersList().add(push("workflow", "f", "always"));
        jenkins.buildAndAssertSuccess(matrix);
        PullArtifacts pull = new PullArtifacts("workflow", "f");
        pull.setProject("matrix");
        pull.setDestination("before");
        matrix.getBuildersList().add(pull);
        matrix.getBuildersList().add(new Shell("cat before"));
        MatrixBuild build = jenkins.buildAndAssertSuccess(matrix);
        jenkins.assertLogContains("of build 1", build.getRuns().get(0));
        assertThat(audit(AuditKind.READ).get(0).reason()).isEqualTo("its own");
    }

    /** Two configurations, the second one named by characters that no directory has. */
    private MatrixProject matrix() throws Exception {
        MatrixProject matrix = jenkins.createProject(MatrixProject.class, "matrix");
        matrix.setAxes(new AxisList(new TextAxis("os", "linux", "win/../10 é")));
        matrix.getBuildersList().add(new Shell("echo x > f-$(echo \"$os\" | cut -c1-3); echo log > log"));
        return matrix;
    }

    @Test
    public void shouldGiveEachConfigurationAJobScopeInTheRunOfTheMatrix() throws Exception {
        MatrixProject matrix = matrix();
        matrix.getPublishersList().add(push("job", "log", "always"));
        PushArtifacts all = push("workflow", ".", "always");
        all.setDestination("all");
        all.setIncludes("f-*");
        all.setForce(true);
        matrix.getPublishersList().add(all);
        MatrixBuild build = jenkins.buildAndAssertSuccess(matrix);
        List<ScopeId> scopes = RunScopes.of(build).inUse(ScopeService.get().catalog());
        assertThat(scopes).hasSize(3).allMatch(scope -> scope.project().equals("matrix"));
        assertThat(stored(ScopeId.workflow("matrix", "1"))).containsExactly("all", "all/f-lin", "all/f-win");
        assertThat(stored(ScopeId.job("matrix", "1", "os=linux"))).containsExactly("log");
        MatrixRun linux = matrix.getItem("os=linux").getBuildByNumber(1);
        linux.delete();
        assertThat(RunScopes.of(build).inUse(ScopeService.get().catalog())).hasSize(2);
        build.delete();
        assertThat(ScopeService.get().catalog().size()).isZero();
    }

    @Test
    public void shouldShareTheProjectScopeOfTheMatrixAndArchiveByConfiguration() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        MatrixProject matrix = matrix();
        matrix.getPublishersList().add(new ArtifactArchiver("log"));
        PushArtifacts project = push("project", "log", "always");
        project.setDestination("$os-log");
        matrix.getPublishersList().add(push("project", "log", "failure"));
        matrix.setAxes(new AxisList(new TextAxis("os", "linux", "mac")));
        matrix.getPublishersList().add(project);
        MatrixBuild build = jenkins.buildAndAssertSuccess(matrix);
        assertThat(stored(ScopeId.project("matrix"))).hasSize(2).allMatch(path -> path.endsWith("-log"));
        assertThat(stored(ScopeId.workflow("matrix", "1"))).isEmpty();
        for (MatrixRun run : build.getRuns()) {
            assertThat(run.getArtifactManager().root().child("log").isFile()).isTrue();
            assertThat(run.getArtifacts()).hasSize(1);
        }
    }
}
