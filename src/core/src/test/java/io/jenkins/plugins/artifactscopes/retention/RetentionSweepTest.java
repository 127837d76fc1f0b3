package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.MemoryScopes;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.StoredPins;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.h2.mvstore.MVStore;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RetentionSweepTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ScopeId ONE = ScopeId.workflow("a", "1");
    private static final ScopeId TWO = ScopeId.workflow("b", "1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final MVStore rows = new MVStore.Builder().autoCommitDisabled().open();
    private final AskedPins pins = new AskedPins(new StoredPins(rows));
    private RetentionPolicy policy = RetentionPolicyJson.parse("""
            {"workflow": {"rules": [{"selector": "*.log", "age": "1d"}], "default": "never"}}
            """);
    private final Policies policies = project -> new EffectivePolicy(policy, RetentionPolicy.NONE);
    private final Catalog catalog =
            new Catalog(rows, new ReentrantReadWriteLock(), new PolicyRetention(policies), pins, Quotas.NONE);
    private final MemoryStore store = new MemoryStore(catalog);
    private final List<String> audit = new ArrayList<>();
    private Instant now = START;
    private final RetentionSweep sweep = new RetentionSweep(
            store,
            catalog,
            policies,
            (scope, expired, removal) -> expired.forEach(it -> audit.add(
                    scope + ": " + it.entry().path() + ", " + it.decision().words())),
            () -> now);

    @Test
    public void shouldDeleteWhatIsDueAndNameTheRule() {
        push(ONE, null, "dist/a.log", "dist/b.jar", "dist/c.log");
        now = START.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(run().removal().files()).isZero();
        now = START.plus(Duration.ofDays(1));

        SweepResult result = run();

        assertThat(result.removal().files()).isEqualTo(2);
        assertThat(result.removal().bytes()).isEqualTo(20);
        assertThat(result.removal().freedBytes()).isEqualTo(7);
        assertThat(result.complete()).isTrue();
        assertThat(paths(ONE)).containsExactly("dist/b.jar");
        assertThat(audit)
                .containsExactly(
                        "workflow 1 of a: dist/a.log, rule *.log → 1d for all projects",
                        "workflow 1 of a: dist/c.log, rule *.log → 1d for all projects");
        assertThat(store.compacted).containsExactly(ONE);
        assertThat(catalog.expiries().next()).isEmpty();
    }

    @Test
    public void shouldLookAtNoMoreThanWhatItDeletes() {
        push(
                ONE,
                null,
                IntStream.range(0, 5000).mapToObj(i -> "d/" + i + ".jar").toArray(String[]::new));
        push(ONE, null, "d/00.log", "d/99999.log");
        for (int i = 2; i < 50; i++) {
            push(ScopeId.workflow("a", "" + i), null, "x.jar");
        }
        now = START.plus(Duration.ofDays(2));

        assertThat(run().removal().files()).isEqualTo(2);

        assertThat(store.read).isLessThanOrEqualTo(4);
    }

    @Test
    public void shouldLeaveOthersAloneWhenOneScopeFails() {
        push(ONE, null, "a.log");
        push(TWO, null, "a.log");
        push(ScopeId.workflow("a", "2"), null, "a.log");
        store.broken.add(ONE);
        now = START.plus(Duration.ofDays(2));

        SweepResult result = run();

        assertThat(result.removal().files()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.scope()).isEqualTo(ONE);
            assertThat(failure.cause()).hasMessage("the disk is gone");
        });
        store.broken.clear();
        assertThat(run().removal().files()).isEqualTo(1);
    }

    @Test
    public void shouldGoOnWhereItWasStopped() {
        push(ONE, null, logs(3500));
        now = START.plus(Duration.ofDays(2));

        SweepResult stopped = sweep.run(() -> store.deletions.size() >= 2);

        assertThat(stopped.complete()).isFalse();
        assertThat(stopped.removal().files()).isEqualTo(2 * DueSweep.BATCH);
        store.read = 0;
        assertThat(run().removal().files()).isEqualTo(3500 - 2 * DueSweep.BATCH);
        assertThat(store.read).isLessThanOrEqualTo(3501 - 2 * DueSweep.BATCH);
    }

    @Test
    public void shouldGiveEveryProjectItsTurn() {
        push(ONE, null, logs(20_000));
        push(TWO, null, "a.log");
        now = START.plus(Duration.ofDays(2));

        assertThat(run().removal().files()).isEqualTo(20_001);

        assertThat(store.deletions.indexOf(TWO)).isBetween(1, RetentionSweep.TURN / DueSweep.BATCH + 1);
    }

    @Test
    public void shouldKeepWhatIsPinnedUntilItIsUnpinned() {
        push(ONE, null, "dist/a.log");
        ArtifactRecord artifact = catalog.find(ONE, "dist").orElseThrow();
        catalog.pin(artifact.id(), true);
        now = START.plus(Duration.ofDays(2));
        assertThat(run().removal().files()).isZero();
        assertThat(store.read).as("is not even looked at").isZero();
        assertThat(catalog.expiries().next()).as("is asked about once only").isEmpty();

        catalog.pin(artifact.id(), false);

        assertThat(run().removal().files()).isEqualTo(1);
        assertThat(catalog.find(ONE, "dist")).isEmpty();
        assertThat(catalog.find(artifact.id()))
                .get()
                .extracting(ArtifactRecord::entries)
                .isEqualTo(0L);
    }

    @Test
    public void shouldStopAtAPinThatComesMeanwhile() throws InterruptedException {
        push(ONE, null, logs(2500));
        long id = catalog.find(ONE, "d").orElseThrow().id();
        Thread pinner = new Thread(() -> catalog.pin(id, true));
        now = START.plus(Duration.ofDays(2));
        store.beforeDelete = () -> {
            store.beforeDelete = () -> {};
            pinner.start();
            while (pinner.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        };

        SweepResult result = run();

        pinner.join();
        assertThat(result.removal().files()).isEqualTo(DueSweep.BATCH);
        assertThat(paths(ONE)).hasSize(2500 - DueSweep.BATCH);
        assertThat(run().removal().files()).isZero();
    }

    @Test
    public void shouldDeleteNothingByAnExpiryThatWasChangedMeanwhile() throws Exception {
        push(ONE, null, "dist/a.log");
        ArtifactRecord artifact = catalog.find(ONE, "dist").orElseThrow();
        now = START.plus(Duration.ofDays(2));
        FutureTask<Boolean> change =
                new FutureTask<>(() -> new Redating(store, catalog).expireIn(artifact, ExpireIn.NEVER));
        Thread changer = new Thread(change);
        pins.afterAnswer(1, () -> {
            changer.start();
            while (changer.isAlive() && changer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        });

        run();

        assertThat(change.get())
                .as("the change was told to hold, or that there is nothing left to change")
                .isEqualTo(!paths(ONE).isEmpty());
    }

    @Test
    public void shouldLookAgainWhenAnExpiryWasChangedBackMeanwhile() throws Exception {
        push(ONE, null, "dist/a.log");
        ArtifactRecord artifact = catalog.find(ONE, "dist").orElseThrow();
        Redating redating = new Redating(store, catalog);
        assertThat(redating.expireIn(artifact, ExpireIn.NEVER)).isTrue();
        now = START.plus(Duration.ofDays(2));
        FutureTask<Boolean> change = new FutureTask<>(() -> redating.expireIn(artifact, null));
        pins.afterAnswer(2, () -> {
            new Thread(change).start();
            Assertions.assertThatNoException().isThrownBy(change::get);
        });
        assertThat(run().removal().files()).as("was decided by then").isZero();
        assertThat(change.get()).isTrue();

        assertThat(run().removal().files()).isEqualTo(1);
    }

    @Test
    public void shouldKeepWhatANewPolicyKeepsAndLookAgainLater() {
        push(ONE, null, "a.log");
        policy = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"10d\"}}");
        now = START.plus(Duration.ofDays(2));

        assertThat(run().removal().files()).isZero();

        assertThat(catalog.expiries().next()).contains(START.plus(Duration.ofDays(10)));
        now = START.plus(Duration.ofDays(10));
        assertThat(run().removal().files()).isEqualTo(1);
    }

    @Test
    public void shouldDateAnewWhenAPolicyChanges() throws IOException {
        push(ONE, null, "dist/a.log", "dist/b.jar", "x.log");
        push(TWO, null, "a.jar");
        policy = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}}");
        Redating redating = new Redating(store, catalog);
        redating.allChanged();
        assertThat(redating.resume(() -> true).complete()).isFalse();
        assertThat(catalog.expiries().redating()).containsExactly("a", "b");

        assertThat(redating.resume(() -> false).complete()).isTrue();

        Instant due = START.plus(Duration.ofHours(1));
        assertThat(catalog.expiries().redating()).isEmpty();
        assertThat(catalog.expiries().next()).contains(due);
        assertThat(catalog.find(ONE, "dist").orElseThrow().expires()).isEqualTo(due);
        now = due;
        assertThat(run().removal().files()).isEqualTo(4);
        assertThat(catalog.expiries().next()).isEmpty();
    }

    @Test
    public void shouldDateTheOtherScopesAnewWhenOneCannotBeRead() throws IOException {
        ScopeId other = ScopeId.workflow("a", "2");
        push(ONE, null, "a.jar");
        push(other, null, "b.jar");
        push(TWO, null, "c.jar");
        policy = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}}");
        Redating redating = new Redating(store, catalog);
        redating.allChanged();
        store.broken.add(ONE);

        Redating.Redated redated = redating.resume(() -> false);

        assertThat(redated.complete()).isFalse();
        assertThat(redated.failures())
                .extracting(
                        SweepResult.Failure::scope, failure -> failure.cause().getMessage())
                .containsExactly(tuple(ONE, "the disk is gone"));
        assertThat(catalog.expiries().redating()).as("is tried again").containsExactly("a");
        Instant due = START.plus(Duration.ofHours(1));
        assertThat(catalog.find(other, "b.jar").orElseThrow().expires()).isEqualTo(due);
        assertThat(catalog.find(TWO, "c.jar").orElseThrow().expires()).isEqualTo(due);
        store.broken.clear();
        assertThat(redating.resume(() -> false).complete()).isTrue();
        assertThat(catalog.find(ONE, "a.jar").orElseThrow().expires()).isEqualTo(due);
        assertThat(catalog.expiries().redating()).isEmpty();
    }

    @Test
    public void shouldDateProjectsLaterWhosePolicyIsNotKnown() throws IOException {
        push(ONE, null, "a.jar");
        push(TWO, null, "a.jar");
        policy = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}}");
        Redating redating = new Redating(store, catalog, project -> !project.equals("a"));
        redating.allChanged();

        assertThat(redating.resume(() -> false).complete())
                .as("keeps none of the others from it")
                .isTrue();

        Instant due = START.plus(Duration.ofHours(1));
        assertThat(catalog.expiries().redating()).containsExactly("a");
        assertThat(catalog.find(ONE, "a.jar").orElseThrow().expires()).isNull();
        assertThat(catalog.find(TWO, "a.jar").orElseThrow().expires()).isEqualTo(due);
        assertThat(new Redating(store, catalog).resume(() -> false).complete()).isTrue();
        assertThat(catalog.expiries().redating()).isEmpty();
        assertThat(catalog.find(ONE, "a.jar").orElseThrow().expires()).isEqualTo(due);
    }

    @Test
    public void shouldDateAnewWhatPoliciesConcernThatChangedWhileNobodyListened() throws IOException {
        push(ONE, null, "a.jar");
        push(TWO, null, "a.jar");
        Map<String, RetentionPolicy> own = new HashMap<>();
        assertThat(noted(own)).as("no file").containsExactly("a", "b");
        assertThat(noted(own)).isEmpty();

        own.put("b", RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}, \"quota\": {\"files\": 9}}"));
        assertThat(noted(own)).containsExactly("b");
        own.put("b", RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}}"));
        own.put("c", RetentionPolicy.NONE);
        assertThat(noted(own)).as("a quota dates nothing").isEmpty();
        own.remove("b");
        assertThat(noted(own)).containsExactly("b");
        policy = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}}");
        assertThat(noted(own)).containsExactly("a", "b");
        assertThat(noted(own)).isEmpty();

        assertThat(catalog.find(ONE, "a.jar").orElseThrow().expires()).isEqualTo(START.plus(Duration.ofHours(1)));
        for (String text : List.of("gibberish", "digest %zz", "\u00ff b")) {
            Files.writeString(applied(), text, StandardCharsets.ISO_8859_1);
            assertThat(noted(own)).containsExactly("a", "b");
        }
    }

    @Test
    public void shouldNotTakeAPolicyForAppliedBeforeItIs() throws IOException {
        push(ONE, null, "a.jar");
        AppliedPolicies policies = applied(Map.of());
        assertThat(policies.noteChanges()).isTrue();
        assertThat(policies.resume(() -> true).complete()).isFalse();
        assertThat(applied()).doesNotExist();
    }

    @Test
    public void shouldDateAnewWhatChangedWithoutAWordSinceTheStart() throws IOException {
        push(ONE, null, "a.jar");
        Map<String, RetentionPolicy> own = new HashMap<>();
        AppliedPolicies policies = applied(own);
        policies.noteChanges();
        policies.resume(() -> false);

        own.put("a", RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1h\"}}"));
        policy = own.get("a");
        policies.resume(() -> false);

        assertThat(catalog.find(ONE, "a.jar").orElseThrow().expires()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(noted(own)).as("the file says so").isEmpty();
    }

    @Test
    public void shouldNotDateAllAnewAgainBecauseOneScopeCannotBe() throws IOException {
        push(ONE, null, "a.jar");
        push(TWO, null, "a.jar");
        AppliedPolicies policies = applied(Map.of());
        store.broken.add(ONE);
        assertThat(policies.resume(() -> false).complete()).isFalse();
        assertThat(catalog.expiries().redating()).containsExactly("a");
        assertThat(policies.noteChanges()).isTrue();
        assertThat(catalog.expiries().redating()).containsExactly("a");
    }

    @Test
    public void shouldSayWhichPolicyCannotBeReadAndDateByItWhenItCan() throws IOException {
        push(ONE, null, "a.jar");
        Map<String, RuntimeException> unread = new HashMap<>(Map.of("a", new IllegalArgumentException("no age")));
        AppliedPolicies policies = new AppliedPolicies(
                applied(),
                () -> new AppliedPolicies.Current(policy, Map.of(), unread),
                new Redating(store, catalog, project -> !unread.containsKey(project)));
        for (int i = 0; i < 2; i++) {
            Redating.Redated redated = policies.resume(() -> false);
            assertThat(redated.complete()).isTrue();
            assertThat(redated.failures())
                    .extracting(failure -> failure.scope().toString(), failure -> failure.cause()
                            .getMessage())
                    .containsExactly(tuple("project a", "no age"));
            assertThat(catalog.expiries().redating()).containsExactly("a");
        }
        unread.clear();
        assertThat(policies.resume(() -> false).failures()).isEmpty();
        assertThat(catalog.expiries().redating()).isEmpty();
    }

    private Path applied() {
        return folder.getRoot().toPath().resolve("applied");
    }

    private AppliedPolicies applied(Map<String, RetentionPolicy> own) {
        return new AppliedPolicies(
                applied(), () -> new AppliedPolicies.Current(policy, own, Map.of()), new Redating(store, catalog));
    }

    /** Which projects a start notes, and dates anew. */
    private List<String> noted(Map<String, RetentionPolicy> own) throws IOException {
        AppliedPolicies policies = applied(own);
        boolean some = policies.noteChanges();
        List<String> noted = catalog.expiries().redating();
        assertThat(some).isEqualTo(!noted.isEmpty());
        assertThat(policies.resume(() -> false).complete()).isTrue();
        return noted;
    }

    @Test
    public void shouldDeleteExactlyWhatThePolicyLetsGo() {
        policy = RetentionPolicyJson.parse("""
                {"workflow": {"rules": [{"selector": "*1", "age": "3h"}, {"selector": "*2", "age": "never"}],
                 "default": "5h", "cap": "8h"}}
                """);
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            for (int step = 0; step < 20; step++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(90)));
                ScopeId scope = random.nextBoolean() ? ONE : TWO;
                ExpireIn wish = random.nextInt(3) > 0 ? null : ExpireIn.after(Duration.ofHours(1 + random.nextInt(10)));
                push(
                        scope,
                        wish,
                        IntStream.range(0, 1 + random.nextInt(60))
                                .mapToObj(i -> "d" + random.nextInt(3) + "/" + random.nextInt(200))
                                .toArray(String[]::new));
                List<ScopeId> both = List.of(ONE, TWO);
                List<List<String>> expected = both.stream().map(this::staying).toList();
                run();
                assertThat(both.stream().map(this::paths).toList()).isEqualTo(expected);
            }
        }
    }

    @Test
    public void shouldKeepTheLatestOfANameUntilThereAreNewerOnes() {
        policy = RetentionPolicyJson.parse("{\"project\": {\"keepLatest\": 1, \"default\": \"1d\"}}");
        ScopeId project = ScopeId.project("a");
        push(project, null, "tool/1.zip");
        now = START.plus(Duration.ofDays(2));

        assertThat(run().removal().files()).isZero();
        assertThat(catalog.expiries().next()).as("is asked about once only").isEmpty();
        assertThat(catalog.find(project, "tool").orElseThrow().expires()).isNull();

        push(project, null, "tool/2.zip");
        assertThat(run().removal().files()).isEqualTo(1);
        assertThat(paths(project)).containsExactly("tool/2.zip");
        now = START.plus(Duration.ofDays(20));
        assertThat(run().removal().files()).isZero();
    }

    @Test
    public void shouldKeepNoneOfTheLatestLongerThanACapOrAPusherAllows() {
        policy = RetentionPolicyJson.parse("{\"project\": {\"keepLatest\": 5, \"default\": \"1d\", \"cap\": \"10d\"}}");
        ScopeId project = ScopeId.project("a");
        push(project, null, "tool/1.zip");
        push(project, ExpireIn.parse("3d"), "tool/2.zip");
        now = START.plus(Duration.ofDays(3));
        run();
        assertThat(paths(project)).containsExactly("tool/1.zip");
        assertThat(catalog.expiries().next()).contains(START.plus(Duration.ofDays(10)));
        now = START.plus(Duration.ofDays(10));
        run();
        assertThat(paths(project)).isEmpty();
    }

    @Test
    public void shouldKeepExactlyTheLatestAndWhatIsNotDue() {
        policy = RetentionPolicyJson.parse("""
                {"project": {"rules": [{"selector": "*1", "age": "3h"}], "default": "5h", "keepLatest": 2}}
                """);
        ScopeId project = ScopeId.project("a");
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            for (int step = 0; step < 20; step++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(90)));
                ExpireIn wish = random.nextInt(5) > 0 ? null : ExpireIn.after(Duration.ofHours(1 + random.nextInt(10)));
                push(
                        project,
                        wish,
                        IntStream.range(0, 1 + random.nextInt(20))
                                .mapToObj(i -> "d" + random.nextInt(3) + "/" + random.nextInt(30))
                                .toArray(String[]::new));
                List<String> expected = stayingWithLatest(project, 2);
                run();
                assertThat(paths(project)).isEqualTo(expected);
            }
        }
    }

    private List<String> stayingWithLatest(ScopeId scope, int kept) {
        Map<String, TreeSet<Long>> pushes = new HashMap<>();
        store.scopes.entries(scope).values().forEach(entry -> pushes.computeIfAbsent(
                        entry.path().artifact(), name -> new TreeSet<>())
                .add(entry.push().number()));
        return store.scopes.entries(scope).values().stream()
                .filter(entry -> isLatest(entry, pushes, kept)
                        || !policies.of(scope.project())
                                .decide(scope.scope(), entry.path(), entry.push(), false)
                                .isDue(now))
                .map(entry -> entry.path().value())
                .toList();
    }

    private static boolean isLatest(Entry entry, Map<String, TreeSet<Long>> pushes, int kept) {
        TreeSet<Long> all = pushes.getOrDefault(entry.path().artifact(), new TreeSet<>());
        return entry.push().expireIn() == null
                && all.tailSet(entry.push().number(), false).size() < kept;
    }

    private List<String> staying(ScopeId scope) {
        return store.scopes.entries(scope).values().stream()
                .filter(entry -> !policies.of(scope.project())
                        .decide(Scope.WORKFLOW, entry.path(), entry.push(), false)
                        .isDue(now))
                .map(entry -> entry.path().value())
                .toList();
    }

    private SweepResult run() {
        return sweep.run(() -> false);
    }

    private static String[] logs(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d/" + i + ".log").toArray(String[]::new);
    }

    private List<String> paths(ScopeId scope) {
        return store.scopes.entries(scope).keySet().stream()
                .map(ArtifactPath::value)
                .toList();
    }

    private void push(ScopeId scope, @org.jspecify.annotations.Nullable ExpireIn wish, String... paths) {
        List<Entry> entries = new ArrayList<>();
        for (String path : new HashSet<>(List.of(paths))) {
            entries.add(MemoryScopes.file(path, 10));
        }
        store.scopes.push(catalog, scope, now, wish, entries);
    }
}
