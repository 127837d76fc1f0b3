package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.remoting.Channel;
import hudson.remoting.RemoteOutputStream;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ControllerSide.Part;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent in a process of its own that does with its end of the line what it likes. */
public class HostileAgentLineTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private Channel channel;
    private ScopeService service;

    @Before
    public void connect() throws Exception {
        DumbSlave agent = JENKINS.createOnlineSlave();
        channel = (Channel) agent.getChannel();
        service = ScopeService.get();
        JENKINS.createFreeStyleProject("app" + JENKINS.jenkins.getItems().size());
    }

    private PushSide push(String workflow) throws IOException {
        ScopeId scope = ScopeId.workflow("app0", workflow);
        return new PushSide(
                service.desk(),
                new PushTerms(
                        scope, Holder.of(scope), "x", ArtifactPath.of("x"), Overwrite.REFUSE, null, "a" + workflow),
                () -> {},
                () -> {});
    }

    private List<String> attack(ControllerSide side, Attack attack) throws Exception {
        return channel.call(new Attacker(channel.export(ControllerSide.class, side), attack));
    }

    @Test
    public void shouldRefuseWhatIsOutOfTurn() throws Exception {
        try (PushSide side = push("1")) {
            assertThat(attack(side, Attack.OUT_OF_TURN))
                    .hasSize(5)
                    .allMatch(answer -> answer.contains("There is no push of this name in this transfer")
                            || answer.contains("Nothing was sent")
                            || answer.contains("This transfer is a push"));
            assertThatThrownBy(side::receipt).hasMessageContaining("without committing");
        }
    }

    @Test
    public void shouldNotLetAnAgentSpeakForAnotherPush() throws Exception {
        try (PushSide other = push("2");
                PushSide side = push("3")) {
            OutputStream plan = other.take(Part.PLAN, "", 0, 0);
            plan.write(Attacker.plan());
            plan.close();
            String opened = new String(other.answer(), StandardCharsets.UTF_8);
            String id = opened.replaceFirst("(?s).*\"id\" *: *\"([^\"]+)\".*", "$1");
            assertThat(id).matches("[0-9a-f]{40}");
            assertThat(channel.call(new Thief(channel.export(ControllerSide.class, side), id)))
                    .hasSize(3)
                    .allMatch(answer -> answer.contains("There is no push of this name in this transfer"));
        }
    }

    @Test
    public void shouldEndInARefusalWhateverIsSent() throws Exception {
        try (PushSide side = push("4")) {
            assertThat(attack(side, Attack.GARBAGE)).hasSize(1).noneMatch(answer -> answer.startsWith("taken"));
        }
        try (PushSide side = push("5")) {
            assertThat(attack(side, Attack.TWO_AT_ONCE)).anyMatch(answer -> answer.contains("One part of a push"));
        }
        PullSide pull = new PullSide(service.store(), ScopeId.workflow("app0", "1"), ArtifactPath.ROOT, PathFilter.ALL);
        assertThat(attack(pull, Attack.OUT_OF_TURN))
                .hasSize(5)
                .filteredOn(answer -> answer.contains("This transfer is a pull"))
                .hasSize(4);
        assertThat(attack(pull, Attack.STREAMS))
                .hasSize(3)
                .allMatch(answer -> answer.contains("A pull goes over 1 to 8 streams"));
        assertThat(service.catalog().size()).isZero();
    }

    private enum Attack {
        OUT_OF_TURN,
        GARBAGE,
        TWO_AT_ONCE,
        STREAMS
    }

    /** Tries things, and tells what it is answered. */
    private static class Attacker extends MasterToSlaveCallable<List<String>, IOException> {
        private static final long serialVersionUID = 1;

        final ControllerSide side;
        private final Attack attack;

        Attacker(ControllerSide side, Attack attack) {
            this.side = side;
            this.attack = attack;
        }

        /** A plan of one file of one byte. */
        static byte[] plan() {
            return new byte[] {0, 0, 0, 0, 0, 0, 1, 127, 1, 1};
        }

        static String tried(Try attempt) {
            try {
                attempt.run();
                return "taken";
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }

        @Override
        public List<String> call() throws IOException {
            List<String> answers = new ArrayList<>();
            switch (attack) {
                case OUT_OF_TURN -> {
                    answers.add(tried(side::answer));
                    answers.add(tried(() -> side.commit("")));
                    answers.add(tried(() -> side.take(Part.DIGESTS, "", 0, 0)));
                    answers.add(tried(() -> side.take(Part.CONTENT, "../../x", 0, 0)));
                    answers.add(tried(() -> side.pull(streams(1))));
                }
                case GARBAGE ->
                    answers.add(tried(() -> {
                        try (OutputStream out = side.take(Part.PLAN, "", -1, -1)) {
                            out.write(new byte[] {99, 98, 97});
                        }
                        side.answer();
                    }));
                case TWO_AT_ONCE -> {
                    OutputStream first = side.take(Part.PLAN, "", 0, 0);
                    answers.add(tried(() -> side.take(Part.PLAN, "", 0, 0)));
                    first.close();
                }
                case STREAMS -> {
                    answers.add(tried(() -> side.pull(streams(0))));
                    answers.add(tried(() -> side.pull(streams(ControllerSide.MOST_STRIPES + 1))));
                    answers.add(tried(() -> side.pull(new OutputStream[1])));
                }
                default -> throw new IllegalStateException();
            }
            return answers;
        }

        private static OutputStream[] streams(int count) {
            return Stream.generate(() -> new RemoteOutputStream(OutputStream.nullOutputStream()))
                    .limit(count)
                    .toArray(OutputStream[]::new);
        }
    }

    /** Knows the name of a push that is not its own. */
    private static final class Thief extends Attacker {
        private static final long serialVersionUID = 1;

        private final String id;

        Thief(ControllerSide side, String id) {
            super(side, Attack.GARBAGE);
            this.id = id;
        }

        @Override
        public List<String> call() {
            return new ArrayList<>(List.of(
                    tried(() -> side.commit(id)),
                    tried(() -> side.take(Part.DIGESTS, id, 0, 0)),
                    tried(() -> side.take(Part.CONTENT, id, 0, 0))));
        }
    }

    @FunctionalInterface
    private interface Try {
        void run() throws IOException;
    }
}
