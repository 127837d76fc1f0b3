package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.jenkins.LongWork;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs that are saved while what is stored is dated anew, which takes as long as there is much. */
public class ManyChangesTest {
    private static final int MANY = 30;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldNotOccupyTheThreadsOfJenkinsTimer() throws Exception {
        WorkflowJob app = jenkins.createProject(WorkflowJob.class, "app");
        app.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f' }", true));
        jenkins.buildAndAssertSuccess(app);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ScopeService.get().redating().changed("app");
        FutureTask<?> dated = new FutureTask<>(() -> ScopeService.get().redate(() -> {
            begun.countDown();
            await(end);
            return false;
        }));
        new Thread(dated).start();
        await(begun);
        try {
            for (int i = 1; i <= MANY; i++) {
                keep(app, i + "d");
            }
            Timer.get().submit(() -> {}).get(30, TimeUnit.SECONDS);
        } finally {
            end.countDown();
        }
        dated.get();
        CountDownLatch done = new CountDownLatch(1);
        LongWork.get().execute(done::countDown);
        await(done);
        assertThat(ScopeService.get().catalog().expiries().redating()).isEmpty();
        assertThat(ScopeService.get()
                        .catalog()
                        .find(ScopeId.workflow("app", "1"), "f")
                        .orElseThrow()
                        .expires())
                .isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void keep(WorkflowJob job, String age) throws Exception {
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setKeep(age);
        ArtifactScopesProperty settings = new ArtifactScopesProperty();
        settings.setRetention(List.of(workflow));
        ItemSettings.set(job, settings);
    }
}
