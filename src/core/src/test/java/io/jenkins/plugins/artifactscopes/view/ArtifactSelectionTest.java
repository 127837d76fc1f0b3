package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.Retention;
import io.jenkins.plugins.artifactscopes.catalog.StoredPins;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener.Change;
import io.jenkins.plugins.artifactscopes.view.ArtifactSelection.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.Before;
import org.junit.Test;

/** Twelve artifacts, {@code a00} to {@code a11}, each larger than the one before, of which five can be listed. */
public class ArtifactSelectionTest {
    private static final int BOUND = 5;
    private static final Duration LONG = Duration.ofDays(1);
    private static final ScopeId SCOPE = ScopeId.project("team/app");
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final MVStore maps = new MVStore.Builder().autoCommitDisabled().open();
    private final Catalog catalog =
            new Catalog(maps, new ReentrantReadWriteLock(), Retention.NEVER, new StoredPins(maps), Quotas.NONE);
    private final ArtifactSelection bounded = selection(new ArtifactBounds(BOUND, Long.MAX_VALUE, LONG));
    private final ArtifactSelection newest = selection(new ArtifactBounds(BOUND, BOUND, LONG));
    private final ArtifactSelection all = selection(new ArtifactBounds(100, Long.MAX_VALUE, LONG));

    private ArtifactSelection selection(ArtifactBounds bounds) {
        return new ArtifactSelection(catalog, InstantSource.fixed(START), bounds, Texts.of(Locale.ENGLISH));
    }

    @Before
    public void push() {
        for (int i = 0; i < 12; i++) {
            push(i);
        }
    }

    private void push(int i) {
        PushInfo push = new PushInfo(i + 1, START.plusSeconds(i), "Build", null);
        Change change = catalog.begin(SCOPE, push);
        String name = String.format("a%02d", i);
        change.created(name, i + 1);
        change.put(new Entry(ArtifactPath.of(name), Entry.Kind.FILE, 100 + i, null, null, 0644, START, push));
        change.done();
    }

    @Test
    public void shouldPageThroughAllInTheOrderOfPushesHoweverManyThereAre() {
        Found found = bounded.find(SCOPE, ListRequest.ALL, ListRequest.PAGE);
        assertThat(found.total()).isEqualTo(12);
        assertThat(found.note()).isEmpty();
        assertThat(names(found)).hasSize(12).startsWith("a11", "a10").endsWith("a00");
        assertThat(names(bounded.find(SCOPE, new ListRequest("", null, false, 2), ListRequest.PAGE)))
                .isEmpty();
        ListRequest oldest = new ListRequest("", Column.PUSHED, false, 1);
        assertThat(names(bounded.find(SCOPE, oldest, 2))).containsExactly("a00", "a01");
    }

    @Test
    public void shouldSortAllAndListTheFirstAndSayThatItDoes() {
        Found found = bounded.find(SCOPE, new ListRequest("", Column.BYTES, false, 1), 3);
        assertThat(names(found)).containsExactly("a00", "a01", "a02");
        assertThat(found.total()).isEqualTo(BOUND);
        assertThat(found.note())
                .isEqualTo("Listed are the first 5 of 12. Turn the order around for the last ones, or sort by Pushed to"
                        + " page through all of them.");
        Found around = bounded.find(SCOPE, new ListRequest("", Column.BYTES, true, 1), ListRequest.PAGE);
        assertThat(names(around)).containsExactly("a11", "a10", "a09", "a08", "a07");
        assertThat(names(bounded.find(SCOPE, new ListRequest("", Column.BYTES, false, 2), ListRequest.PAGE)))
                .isEmpty();
    }

    @Test
    public void shouldSearchAllAndListTheFirstAndSayThatItDoes() {
        Found found = bounded.find(SCOPE, new ListRequest("A0", null, false, 1), ListRequest.PAGE);
        assertThat(names(found)).containsExactly("a09", "a08", "a07", "a06", "a05");
        assertThat(found.note()).startsWith("Listed are the first 5 of 10 that were found.");
        assertThat(names(bounded.find(SCOPE, new ListRequest("3", null, false, 1), ListRequest.PAGE)))
                .as("an old one by a part of its name")
                .containsExactly("a03");
    }

    @Test
    public void shouldStopWhenItTakesTooLongAndSayHowFarItCame() {
        for (int i = 12; i < 2500; i++) {
            push(i);
        }
        Iterator<Instant> passing =
                Stream.iterate(START, at -> at.plusSeconds(1)).iterator();
        ArtifactSelection hasty = new ArtifactSelection(
                catalog,
                passing::next,
                new ArtifactBounds(100, Long.MAX_VALUE, Duration.ofSeconds(2)),
                Texts.of(Locale.ENGLISH));
        Found found = hasty.find(SCOPE, new ListRequest("", Column.BYTES, false, 1), 2);
        assertThat(names(found)).containsExactly("a500", "a501");
        assertThat(found.note())
                .isEqualTo("Sorted are the newest 2,000 of 2,500 artifacts. Sort by Pushed to page through all of"
                        + " them.");
    }

    @Test
    public void shouldSortTheNewestWhereItIsToLookAtNoMore() {
        Found found = newest.find(SCOPE, new ListRequest("", Column.BYTES, false, 1), ListRequest.PAGE);
        assertThat(names(found)).containsExactly("a07", "a08", "a09", "a10", "a11");
        assertThat(found.total()).isEqualTo(BOUND);
        assertThat(found.note())
                .isEqualTo("Sorted are the newest 5 of 12 artifacts. Sort by Pushed to page through all of them.");
    }

    @Test
    public void shouldSortAllWhereItCan() {
        for (Column column : Column.values()) {
            Found up = all.find(SCOPE, new ListRequest("", column, false, 1), 3);
            assertThat(names(up)).as(column.word()).containsExactly("a00", "a01", "a02");
            Found down = all.find(SCOPE, new ListRequest("", column, true, 1), 3);
            assertThat(names(down)).as(column.word()).containsExactly("a11", "a10", "a09");
            assertThat(down.total()).isEqualTo(12);
            assertThat(down.note()).isEmpty();
        }
    }

    @Test
    public void shouldFindAnyPartOfANameInEitherCase() {
        assertThat(names(all.find(SCOPE, new ListRequest("A0", null, false, 1), 100)))
                .hasSize(10);
        assertThat(names(all.find(SCOPE, new ListRequest("1", null, false, 1), 100)))
                .containsExactly("a11", "a10", "a01");
        assertThat(all.find(SCOPE, new ListRequest("b", null, false, 1), 100)).isEqualTo(new Found(List.of(), 0, ""));
    }

    @Test
    public void shouldFindOldOnesByTheBeginningOfTheirNameWhereItIsToLookAtNoMore() {
        Found found = newest.find(SCOPE, new ListRequest("a0", null, false, 1), 100);
        assertThat(names(found)).containsExactly("a09", "a08", "a07", "a04", "a03");
        assertThat(found.total()).isEqualTo(BOUND);
        assertThat(found.note())
                .startsWith("Searched are the newest 5 of 12 artifacts, and up to 5 others whose name begins");
        assertThat(names(newest.find(SCOPE, new ListRequest("a03", null, false, 1), 100)))
                .containsExactly("a03");
    }

    private static List<String> names(Found found) {
        return found.artifacts().stream().map(ArtifactRecord::name).toList();
    }
}
