package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.remoting.Channel;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LocalAccess;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent in a process of its own that lies about what it pushes, over its own connection. */
public class HostileContentTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final byte[] ONE = {1};
    private static Channel channel;
    private static int pushes;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ScopeService service;
    private ScopeId scope;
    private String name;

    @BeforeClass
    public static void connect() throws Exception {
        DumbSlave agent = JENKINS.createOnlineSlave();
        channel = (Channel) agent.getChannel();
        JENKINS.buildAndAssertSuccess(JENKINS.createFreeStyleProject("app"));
        JENKINS.createFreeStyleProject("secret");
    }

    @Before
    public void anotherPush() {
        service = ScopeService.get();
        scope = ScopeId.workflow("app", "1");
        name = "push" + ++pushes;
    }

    private PushSide push() throws IOException {
        return push(() -> {});
    }

    private PushSide push(ScopePush.Wanted wanted) throws IOException {
        return new PushSide(
                service.desk(),
                new PushTerms(scope, Holder.of(scope), "x", ArtifactPath.of(name), Overwrite.REFUSE, null, name),
                () -> {},
                wanted);
    }

    private List<String> after(PushSide side, HostileMove... moves) throws Exception {
        return channel.call(new HostileMove.Script(channel.export(ControllerSide.class, side), List.of(moves)));
    }

    private List<String> afterPushing(HostileMove... moves) throws Exception {
        try (PushSide side = push()) {
            return after(side, moves);
        }
    }

    private static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    private void assertNothingIsThere() throws IOException {
        assertThat(service.store().find(scope, ArtifactPath.of(name))).isEmpty();
        assertThat(service.catalog().find(scope, name)).isEmpty();
    }

    @Test
    public void shouldTakeWhatIsRight() throws Exception {
        assertThat(afterPushing(
                        HostileMove.plan(CraftedPlan.file(1)),
                        HostileMove.content(CraftedPlan.with(ONE, sha256(ONE))),
                        HostileMove.commit()))
                .allMatch(answer -> answer.startsWith("taken"));
        assertThat(service.store().find(scope, ArtifactPath.of(name))).isPresent();
    }

    @Test
    public void shouldShowNothingOfAPushThatIsAbortedWhileItCommits() throws Exception {
        PushSide side = push(() -> {
            throw new IOException("aborted");
        });
        List<String> answers = after(
                side,
                HostileMove.plan(CraftedPlan.file(1)),
                HostileMove.content(CraftedPlan.with(ONE, sha256(ONE))),
                HostileMove.commit());
        assertThat(answers.get(2)).startsWith("refused").contains("aborted");
        side.close();
        assertNothingIsThere();
    }

    @Test
    public void shouldNotStoreAContentUnderADigestThatIsNotItsOwn() throws Exception {
        List<String> answers = afterPushing(
                HostileMove.plan(CraftedPlan.file(1)),
                HostileMove.content(CraftedPlan.with(ONE, sha256(new byte[] {2}))),
                HostileMove.commit());
        assertThat(answers.get(1)).startsWith("refused").contains("was sent. Push it again.");
        assertThat(answers.get(2)).startsWith("refused");
        assertNothingIsThere();
    }

    @Test
    public void shouldTakeNoMoreAndNoLessThanThePlanSays() throws Exception {
        for (byte[] content : List.of(
                CraftedPlan.content(new byte[0]),
                CraftedPlan.content(ONE),
                CraftedPlan.with(ONE, new byte[31]),
                CraftedPlan.content(new byte[100]),
                CraftedPlan.with(new byte[2], sha256(new byte[2])),
                new byte[] {3, 0, 0, 0, 0},
                new byte[0])) {
            anotherPush();
            List<String> answers = afterPushing(
                    HostileMove.plan(CraftedPlan.file(1)), HostileMove.content(content), HostileMove.commit());
            assertThat(answers.get(2)).as(answers.toString()).startsWith("refused");
            assertNothingIsThere();
        }
    }

    @Test
    public void shouldRefuseSizesAndCountsThatCannotBe() throws Exception {
        for (byte[] plan : List.of(
                CraftedPlan.file(-1),
                CraftedPlan.file(Long.MAX_VALUE),
                CraftedPlan.file(Long.MIN_VALUE),
                CraftedPlan.miscounted(2, 1),
                CraftedPlan.miscounted(1, 5),
                CraftedPlan.miscounted(-1, 1),
                CraftedPlan.miscounted(1, Long.MAX_VALUE))) {
            anotherPush();
            assertThat(afterPushing(HostileMove.plan(plan), HostileMove.commit()))
                    .allMatch(answer -> answer.startsWith("refused"));
            assertNothingIsThere();
        }
    }

    @Test
    public void shouldRefuseEveryNameThatLeavesWhereItBelongsWithoutTellingWhereThatIs() throws Exception {
        String home = JENKINS.jenkins.getRootDir().getPath();
        for (String hostile : List.of(
                "../x",
                "/etc/x",
                "a/../../x",
                "a/./x",
                "a//b",
                "a\0b",
                ".",
                "..",
                "a/",
                "x".repeat(5000),
                "a/".repeat(3000) + "b",
                "x".repeat(256))) {
            anotherPush();
            List<String> answers = afterPushing(HostileMove.plan(CraftedPlan.named(hostile)), HostileMove.commit());
            assertThat(answers).as(hostile).allMatch(answer -> answer.startsWith("refused"));
            assertThat(answers).noneMatch(answer -> answer.contains(home));
            assertNothingIsThere();
        }
    }

    @Test
    public void shouldPutNothingBelowALink() throws Exception {
        for (String target : List.of("/etc", "..", ".", "a")) {
            anotherPush();
            assertThat(afterPushing(HostileMove.plan(CraftedPlan.belowALink(target)), HostileMove.commit()))
                    .allMatch(answer -> answer.startsWith("refused"));
            assertNothingIsThere();
        }
    }

    @Test
    public void shouldTellNothingOfAContentWhoseDigestIsNamed() throws Exception {
        byte[] content = "known to another project only".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path file = Files.write(folder.newFile().toPath(), content);
        ScopeId other = ScopeId.project("secret");
        new LocalAccess(
                        service.store(),
                        service.catalog(),
                        other,
                        Holder.of(other),
                        "x",
                        TransferTools.standard(new CancelSignal()))
                .push(
                        new PushRequest(file, ArtifactPath.of(name), PathFilter.ALL, Overwrite.REFUSE, null, false),
                        Progress.NONE);
        byte[] plan = CraftedPlan.digested(content.length, sha256(content));
        List<String> stolen =
                afterPushing(HostileMove.plan(plan), HostileMove.digests(sha256(content)), HostileMove.commit());
        anotherPush();
        byte[] never = new byte[content.length];
        List<String> guessed = afterPushing(
                HostileMove.plan(CraftedPlan.digested(never.length, sha256(never))),
                HostileMove.digests(sha256(never)),
                HostileMove.commit());
        assertThat(stolen.get(2)).startsWith("refused");
        assertThat(withoutIds(stolen)).isEqualTo(withoutIds(guessed));
        assertNothingIsThere();
    }

    private static List<String> withoutIds(List<String> answers) {
        return answers.stream()
                .map(answer -> answer.replaceAll("[0-9a-f]{40}", "ID"))
                .toList();
    }

    @Test
    public void shouldRefuseToGoOnWhereThePushDoesNotStand() throws Exception {
        long[][] positions = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {Long.MAX_VALUE, Long.MAX_VALUE}, {Long.MIN_VALUE, 0}};
        for (long[] position : positions) {
            anotherPush();
            List<String> answers = afterPushing(
                    HostileMove.plan(CraftedPlan.file(1)),
                    HostileMove.content(position[0], position[1], CraftedPlan.with(ONE, sha256(ONE))),
                    HostileMove.commit());
            assertThat(answers.subList(1, 3)).allMatch(answer -> answer.startsWith("refused"));
            assertNothingIsThere();
        }
    }

    @Test
    public void shouldChangeNothingAfterTheCommit() throws Exception {
        byte[] other = {7, 7};
        List<String> answers = afterPushing(
                HostileMove.plan(CraftedPlan.file(1)),
                HostileMove.content(CraftedPlan.with(ONE, sha256(ONE))),
                HostileMove.commit(),
                HostileMove.content(1, 0, CraftedPlan.with(ONE, sha256(ONE))),
                HostileMove.content(CraftedPlan.with(other, sha256(other))),
                HostileMove.commit(),
                HostileMove.plan(CraftedPlan.file(2)),
                HostileMove.content(CraftedPlan.with(other, sha256(other))),
                HostileMove.commit());
        assertThat(answers.get(2)).startsWith("taken");
        assertThat(answers.get(3)).startsWith("refused");
        assertThat(answers.get(4)).startsWith("refused");
        assertThat(answers.get(5)).isEqualTo(answers.get(2));
        assertThat(service.store()
                        .find(scope, ArtifactPath.of(name))
                        .orElseThrow()
                        .size())
                .isEqualTo(1);
    }

    @Test
    public void shouldHearNothingOfAnAgentWhoseStepHasEnded() throws Exception {
        PushSide side = push();
        assertThat(after(side, HostileMove.plan(CraftedPlan.file(1)))).allMatch(answer -> answer.startsWith("taken"));
        side.close();
        assertThat(after(
                        side,
                        HostileMove.plan(CraftedPlan.file(1)),
                        HostileMove.content(CraftedPlan.with(ONE, sha256(ONE))),
                        HostileMove.commit()))
                .allMatch(answer -> answer.contains("This transfer has ended"));
        assertNothingIsThere();
        shouldTakeWhatIsRight();
        PullSide pull = new PullSide(service.store(), scope, ArtifactPath.of(name), PathFilter.ALL);
        HostileMove.Script script =
                new HostileMove.Script(channel.export(ControllerSide.class, pull), List.of(HostileMove.pull()));
        assertThat(channel.call(script)).allMatch(answer -> answer.startsWith("taken"));
        pull.close();
        assertThat(channel.call(script)).allMatch(answer -> answer.contains("This transfer has ended"));
    }

    @Test
    public void shouldRunNothingThatAnAgentSends() throws Exception {
        String answer = channel.call(new Sender());
        assertThat(answer)
                .startsWith("refused")
                .doesNotContain(JENKINS.jenkins.getRootDir().getPath());
    }

    /** Has the controller run what is meant for agents. */
    private static final class Sender extends MasterToSlaveCallable<String, IOException> {
        private static final long serialVersionUID = 1;

        @Override
        public String call() throws IOException {
            try {
                ArrayList<String> done =
                        getChannelOrFail().call(new HostileMove.Script(null, List.of(HostileMove.commit())));
                return "taken " + done;
            } catch (InterruptedException | SecurityException e) {
                return "refused " + e.getMessage();
            } catch (IOException e) {
                return "refused " + e.getMessage();
            }
        }
    }
}
