package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.Test;

/** Random changes, and after each the catalog against what the entries themselves say. */
public class CatalogModelTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<ScopeId> SCOPES = List.of(
            ScopeId.project("a"),
            ScopeId.workflow("a", "1"),
            ScopeId.job("a", "1", "x"),
            ScopeId.workflow("a", "10"),
            ScopeId.project("b"),
            ScopeId.workflow("a/b", "1"));
    private static final List<String> NAMES = List.of("dist", "dist2", "log", "ü x");

    /** Logs go a day earlier than the push says. */
    private static final Retention RULES =
            (scope, entry) -> Optional.ofNullable(entry.push().expireIn())
                    .flatMap(in -> in.from(entry.push().pushed()))
                    .map(when -> entry.path().name().endsWith("1") ? when.minus(Duration.ofHours(1)) : when);

    private final MVStore store = new MVStore.Builder().autoCommitDisabled().open();
    private final Pins pins = new StoredPins(store);
    private final Catalog catalog = new Catalog(store, new ReentrantReadWriteLock(), RULES, pins, Quotas.NONE);
    private final MemoryScopes scopes = new MemoryScopes();
    private Instant now = START;

    @Test
    public void shouldSayWhatTheEntriesSayAfterAnyChanges() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            for (int step = 0; step < 40; step++) {
                now = now.plusSeconds(1 + random.nextInt(5000));
                change(random);
                compare(random);
            }
            SCOPES.forEach(scope -> scopes.deleteScope(catalog, scope));
            compare(random);
            assertThat(catalog.size()).isZero();
        }
    }

    private void change(Random random) {
        ScopeId scope = SCOPES.get(random.nextInt(SCOPES.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> scopes.delete(catalog, scope, now, some(random, scope));
            case 2 -> scopes.deleteScope(catalog, scope);
            case 3 -> scopes.retell(catalog, scope, random.nextInt(3));
            case 4 -> {
                catalog.clear();
                SCOPES.forEach(each -> scopes.retell(catalog, each, 0));
            }
            case 5, 6 ->
                catalog.page(ArtifactQuery.of("a"), 0, 3, Direction.NEWEST_FIRST)
                        .artifacts()
                        .forEach(artifact -> catalog.pin(artifact.id(), random.nextBoolean()));
            case 7 -> {
                catalog.forget(scope);
                scopes.retell(catalog, scope, 0);
            }
            default -> scopes.push(catalog, scope, now, age(random), pushed(random));
        }
    }

    private static ExpireIn age(Random random) {
        return random.nextInt(3) == 0 ? ExpireIn.NEVER : ExpireIn.after(Duration.ofHours(2 + random.nextInt(3)));
    }

    private List<ArtifactPath> some(Random random, ScopeId scope) {
        int keep = random.nextInt(4);
        return scopes.entries(scope).keySet().stream()
                .filter(path -> random.nextInt(4) >= keep)
                .toList();
    }

    private static List<Entry> pushed(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        if (name.equals("log")) {
            return List.of(MemoryScopes.file("log", random.nextInt(100)));
        }
        List<Entry> entries = new ArrayList<>(List.of(MemoryScopes.directory(name)));
        for (int i = 0; i < random.nextInt(40); i++) {
            String path = name + "/" + random.nextInt(50);
            entries.add(
                    random.nextInt(5) == 0 ? MemoryScopes.link(path) : MemoryScopes.file(path, random.nextInt(1000)));
        }
        return entries;
    }

    private void compare(Random random) {
        for (String project : List.of("a", "b", "a/b")) {
            List<ArtifactRecord> all = listed(ArtifactQuery.of(project));
            assertThat(all.stream().map(ArtifactRecord::id))
                    .isSortedAccordingTo(Comparator.reverseOrder())
                    .doesNotHaveDuplicates();
            assertThat(catalog.usage(project)).isEqualTo(sum(all));
            for (Scope kind : Scope.values()) {
                assertThat(catalog.usage(project, kind))
                        .isEqualTo(sum(all.stream()
                                .filter(artifact -> artifact.scope().scope() == kind)
                                .toList()));
            }
            comparePages(project, all, random);
            compareBiggest(project);
        }
        SCOPES.forEach(this::compare);
        compareDue();
    }

    private List<ArtifactRecord> listed(ArtifactQuery query) {
        return catalog.page(query, 0, 1000, Direction.NEWEST_FIRST).artifacts();
    }

    private void comparePages(String project, List<ArtifactRecord> all, Random random) {
        for (ArtifactQuery query : List.of(
                ArtifactQuery.of(project),
                ArtifactQuery.run(project, "1"),
                ArtifactQuery.of(project).named("dist"),
                ArtifactQuery.run(project, "1").named("log"))) {
            List<ArtifactRecord> expected = new ArrayList<>(all.stream()
                    .filter(it ->
                            query.workflow() == null || it.scope().workflow().equals(Optional.of(query.workflow())))
                    .filter(it -> query.name() == null || it.name().equals(query.name()))
                    .toList());
            int offset = random.nextInt(5);
            for (Direction direction : Direction.values()) {
                ArtifactPage page = catalog.page(query, offset, 3, direction);
                assertThat(page.total()).isEqualTo(expected.size());
                assertThat(page.artifacts())
                        .isEqualTo(expected.stream().skip(offset).limit(3).toList());
                java.util.Collections.reverse(expected);
            }
        }
    }

    private void compareBiggest(String project) {
        List<Long> expected = SCOPES.stream()
                .filter(scope -> scope.project().equals(project))
                .map(catalog::usage)
                .filter(usage -> usage.artifacts() > 0)
                .map(Usage::bytes)
                .sorted(Comparator.reverseOrder())
                .toList();
        assertThat(catalog.biggest(project, 10))
                .extracting(it -> it.usage().bytes())
                .isEqualTo(expected);
    }

    private static Usage sum(Collection<ArtifactRecord> artifacts) {
        return artifacts.stream().map(Usage::of).reduce(Usage.NONE, Usage::plus);
    }

    private void compare(ScopeId scope) {
        NavigableMap<String, List<Entry>> byName = new TreeMap<>();
        scopes.entries(scope).values().forEach(entry -> byName.computeIfAbsent(
                        entry.path().artifact(), name -> new ArrayList<>())
                .add(entry));
        List<ArtifactRecord> found = catalog.inScope(scope, "", 100);
        assertThat(found).extracting(ArtifactRecord::name).containsExactlyElementsOf(byName.keySet());
        assertThat(catalog.usage(scope)).isEqualTo(sum(found));
        for (ArtifactRecord artifact : found) {
            compare(artifact, Objects.requireNonNull(byName.get(artifact.name())));
        }
    }

    private void compare(ArtifactRecord artifact, List<Entry> entries) {
        assertThat(catalog.find(artifact.id())).contains(artifact);
        assertThat(catalog.find(artifact.scope(), artifact.name())).contains(artifact);
        assertThat(artifact.entries()).isEqualTo(entries.size());
        assertThat(artifact.files())
                .isEqualTo(entries.stream().filter(Entry::isFile).count());
        assertThat(artifact.bytes())
                .isEqualTo(entries.stream().mapToLong(Entry::size).sum());
        assertThat(artifact.pinned()).isEqualTo(pins.isPinned(artifact.scope(), artifact.id()));
        assertThat(artifact.digest())
                .isEqualTo(artifact.name().equals("log") ? entries.get(0).digest() : null);
        // A sum cannot know that the entry that was to stay longest is gone: it may say later, never earlier.
        Optional<Instant> latest = latest(artifact.scope(), entries);
        if (artifact.expires() != null && entries.stream().anyMatch(it -> it.kind() != Entry.Kind.DIRECTORY)) {
            assertThat(latest).hasValueSatisfying(it -> assertThat(it).isBeforeOrEqualTo(artifact.expires()));
        }
        assertThat(artifact.expiry().isPresent() && artifact.pinned()).isFalse();
    }

    private static Optional<Instant> latest(ScopeId scope, List<Entry> entries) {
        List<Optional<Instant>> dates = entries.stream()
                .filter(entry -> entry.kind() != Entry.Kind.DIRECTORY)
                .map(entry -> RULES.expires(scope, entry))
                .toList();
        return dates.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : dates.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** Every entry that expires is in a note for its time, unless the note is set aside. */
    private void compareDue() {
        Instant end = now.plus(Duration.ofDays(1000));
        List<Due> notes = catalog.expiries().projects(end, 100).stream()
                .flatMap(project -> catalog.expiries().due(project, end, Optional.empty(), 100_000).stream())
                .toList();
        assertThat(catalog.expiries().next())
                .isEqualTo(notes.stream().map(Due::expires).min(Comparator.naturalOrder()));
        Map<ScopeId, List<Due>> byScope = new HashMap<>();
        notes.forEach(due ->
                byScope.computeIfAbsent(due.scope(), id -> new ArrayList<>()).add(due));
        for (ScopeId scope : SCOPES) {
            for (Entry entry : scopes.entries(scope).values()) {
                Optional<Instant> expires = RULES.expires(scope, entry);
                if (entry.kind() != Entry.Kind.DIRECTORY && expires.isPresent()) {
                    assertThat(byScope.getOrDefault(scope, List.of()))
                            .as("%s %s", scope, entry)
                            .anyMatch(due -> due.expires().equals(expires.get())
                                    && due.push() == entry.push().number()
                                    && due.first().compareTo(entry.path()) <= 0
                                    && due.last().compareTo(entry.path()) >= 0);
                }
            }
        }
    }
}
