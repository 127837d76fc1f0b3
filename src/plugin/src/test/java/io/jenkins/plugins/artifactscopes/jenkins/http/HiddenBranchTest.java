package io.jenkins.plugins.artifactscopes.jenkins.http;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.charset.StandardCharsets;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.SingleSCMSource;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SingleFileSCM;

/** A multibranch project {@code app} with the branches {@code master}, which {@code pusher} may read, and {@code hidden}, which not. */
public class HiddenBranchTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldCountNothingOfAHiddenBranchAmongWhatNeedNotBeSent() throws Exception {
        jenkins.jenkins.setQuietPeriod(0);
        WorkflowMultiBranchProject app = jenkins.createProject(WorkflowMultiBranchProject.class, "app");
        for (String name : new String[] {"master", "hidden"}) {
            SingleFileSCM file = new SingleFileSCM("Jenkinsfile", "echo 'x'".getBytes(StandardCharsets.UTF_8));
            app.getSourcesList().add(new BranchSource(new SingleSCMSource(name, file)));
        }
        app.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        assertThat(app.getItem("hidden")).isNotNull();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .onRoot()
                .toEveryone()
                .grant(Item.READ, ArtifactPermissions.PUSH)
                .onItems(app, app.getItem("master"))
                .to("pusher"));
        assertThat(access("hidden/1").mayWrite(ScopeId.project("app"))).isTrue();
        assertThat(access("master/1").holder()).isEqualTo(new Holder("app", "master/1", null));
        assertThat(access("hidden/1").holder()).isEqualTo(new Holder("app", null, null));
        assertThat(access("hidden/1").mayRead(ScopeId.workflow("app", "hidden/1")))
                .isFalse();
    }

    private static JenkinsAccess access(String workflow) throws Exception {
        ProjectItems items =
                new ProjectItems(Jenkins.get(), User.getById("pusher", true).impersonate2());
        return new JenkinsAccess(User.getById("pusher", true).impersonate2(), items, "app", workflow);
    }
}
