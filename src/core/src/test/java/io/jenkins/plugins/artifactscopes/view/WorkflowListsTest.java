package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A project whose workflows {@code w1}, {@code w2}, … each pushed something, of which some are gone, and some hidden from the visitor. */
public class WorkflowListsTest {
    private static final String PROJECT = "team/app";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Engine engine;
    private IntPredicate gone = number -> false;
    private IntPredicate hidden = number -> false;

    @Before
    public void open() throws IOException {
        engine = Engine.open(new EngineOptions(
                folder.getRoot().toPath().resolve("artifact-scopes"),
                new HomeRoots(folder.getRoot().toPath()),
                project -> EffectivePolicy.KEEP,
                Quotas.NONE,
                RetentionAudit.NONE,
                Clock.systemUTC(),
                Durability.PROCESS));
    }

    @After
    public void close() throws IOException {
        engine.close();
    }

    private void push(int workflows) throws IOException {
        for (int number = 1; number <= workflows; number++) {
            try (ScopePush push = engine.store().begin(ScopeId.workflow(PROJECT, "w" + number), "push")) {
                push.file(ArtifactPath.of("f"), 0644, Instant.EPOCH, SmallContent.of(new byte[] {1}, 1));
                push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null));
            }
        }
    }

    private ListPages lists() {
        Names names = new Names() {
            @Override
            public Optional<String> workflow(String project, String workflow) {
                return gone.test(number(workflow)) ? Optional.empty() : Optional.of(workflow);
            }

            @Override
            public String job(String project, String workflow, String job) {
                return job;
            }
        };
        return new ListPages(new PageSource(
                engine.store(),
                engine.catalog(),
                engine.runs(),
                names,
                project -> EffectivePolicy.KEEP,
                new Downloads(engine.store(), Clock.systemUTC()),
                RetentionAudit.NONE,
                Kept.NOTHING,
                Clock.systemUTC()));
    }

    private static int number(String workflow) {
        return Integer.parseInt(workflow.substring(1));
    }

    private Visit visit() {
        return new Visit(
                PROJECT,
                new Visitor(),
                new Where(),
                ListRequest.ALL,
                new HiddenField("guard", "x"),
                Texts.of(Locale.ENGLISH));
    }

    private static List<String> titles(WorkflowTable table) {
        return table.rows().stream().map(WorkflowRow::title).toList();
    }

    private static List<String> downFrom(int from, int count) {
        return IntStream.iterate(from, number -> number - 1)
                .limit(count)
                .mapToObj(number -> "w" + number)
                .toList();
    }

    @Test
    public void shouldShowTheLatestThatAreThereHoweverManyAboveThemAreGoneOrHidden() throws IOException, Refusal {
        push(90);
        gone = number -> number > 60;
        hidden = number -> number > 40;
        WorkflowTable table = lists().project(visit()).workflows();
        assertThat(titles(table)).isEqualTo(downFrom(40, 20));
        assertThat(table.cut()).isTrue();
        hidden = number -> number > 20;
        assertThat(titles(lists().project(visit()).workflows())).isEqualTo(downFrom(20, 20));
        assertThat(lists().project(visit()).workflows().cut()).isFalse();
    }

    @Test
    public void shouldGoOnWhereThePageBeforeEnded() throws IOException, Refusal {
        push(250);
        gone = number -> number % 2 == 0;
        WorkflowsView first = lists().workflows(visit(), "");
        assertThat(titles(first.workflows()))
                .hasSize(100)
                .startsWith("w249", "w247")
                .endsWith("w51");
        assertThat(first.pager()).isEqualTo(new Pager("100 workflows", "", "", "/runs?from=49", ""));
        WorkflowsView second = lists().workflows(visit(), "49");
        assertThat(titles(second.workflows())).hasSize(25).startsWith("w49").endsWith("w1");
        assertThat(second.pager()).isEqualTo(new Pager("25 workflows", "/runs", "", "", ""));
        assertThat(second.pager().paged()).isTrue();
        for (String nonsense : new String[] {"x", "-1", "0", "9999", "99999999999999999999", "250"}) {
            assertThat(titles(lists().workflows(visit(), nonsense).workflows()))
                    .as(nonsense)
                    .isEqualTo(titles(first.workflows()));
        }
    }

    @Test
    public void shouldLookAtAThousandNumbersAndThenLeaveItToTheVisitor() throws IOException, Refusal {
        push(1010);
        hidden = number -> number > 9;
        WorkflowTable table = lists().project(visit()).workflows();
        assertThat(table.rows()).isEmpty();
        assertThat(table.more()).isTrue();
        assertThat(table.cut()).isTrue();
        assertThat(lists().workflows(visit(), "").pager().next()).isEqualTo("/runs?from=10");
        WorkflowsView rest = lists().workflows(visit(), "10");
        assertThat(titles(rest.workflows())).isEqualTo(downFrom(9, 9));
        assertThat(rest.workflows().more()).isFalse();
    }

    private final class Visitor implements Access {
        @Override
        public String name() {
            return "visitor";
        }

        @Override
        public Holder holder() {
            return Holder.of(ScopeId.workflow(PROJECT, "w1"));
        }

        @Override
        public boolean mayRead(ScopeId scope) {
            return scope.workflow()
                    .filter(workflow -> hidden.test(number(workflow)))
                    .isEmpty();
        }

        @Override
        public boolean mayWrite(ScopeId scope) {
            return false;
        }
    }

    private static final class Where implements Addresses {
        @Override
        public String project() {
            return "/";
        }

        @Override
        public String workflows() {
            return "/runs";
        }

        @Override
        public String workflow(String workflow) {
            return "/runs/" + workflow;
        }

        @Override
        public String job(String workflow, String job) {
            return workflow(workflow) + "/jobs/" + job;
        }

        @Override
        public String artifact(Action action, long artifact, ArtifactPath path) {
            return "/artifacts/" + artifact;
        }
    }
}
