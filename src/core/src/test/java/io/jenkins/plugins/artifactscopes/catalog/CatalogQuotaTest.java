package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.Test;

public class CatalogQuotaTest {
    private static final long MIB = 1L << 20;
    private static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "17");

    private final MVStore store = new MVStore.Builder().autoCommitDisabled().open();
    private Quota quota = new Quota(10 << 10, 100);
    private final Catalog catalog =
            new Catalog(store, new ReentrantReadWriteLock(), Retention.NEVER, new StoredPins(store), project -> quota);
    private final MemoryScopes scopes = new MemoryScopes();

    @Test
    public void shouldSayByHowMuchAPushIsTooLargeAndWhoHoldsMost() throws QuotaExceeded {
        quota = new Quota(10_240 * MIB, Long.MAX_VALUE);
        push(WORKFLOW, MemoryScopes.file("a", 4198 * MIB));
        push(ScopeId.job("team/app", "17", "Build"), MemoryScopes.file("a", 2018 * MIB));
        push(ScopeId.project("team/app"), MemoryScopes.file("a", 3000 * MIB));
        push(ScopeId.project("other"), MemoryScopes.file("a", 9000 * MIB));

        catalog.admit(WORKFLOW, 1024 * MIB, 1);

        assertThatThrownBy(() -> catalog.admit(WORKFLOW, 1234 * MIB, 1))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessage("The push of 1.2 GiB would exceed the quota of project team/app by 210.0 MiB:"
                        + " 9.0 GiB of 10.0 GiB are used, most of it by workflow 17 (4.1 GiB)."
                        + " Delete artifacts or ask for a larger quota.");
    }

    @Test
    public void shouldCountFilesToo() {
        quota = new Quota(Long.MAX_VALUE, 1000);
        push(
                ScopeId.job("team/app", "17", "Build"),
                IntStream.range(0, 600)
                        .mapToObj(i -> MemoryScopes.file("d/" + i, 1))
                        .toArray(Entry[]::new));

        assertThatThrownBy(() -> catalog.admit(WORKFLOW, 0, 401))
                .hasMessage("The push of 401 files would exceed the quota of project team/app by 1 file:"
                        + " 600 of 1,000 files are used, most of it by job Build of workflow 17 (600 files)."
                        + " Delete artifacts or ask for a larger quota.");
    }

    @Test
    public void shouldNotNameAnotherWorkflowWhichThePusherNeedNotKnowOf() {
        quota = new Quota(1000, 100);
        push(ScopeId.workflow("team/app", "secret/3"), MemoryScopes.file("a", 800));

        assertThatThrownBy(() -> catalog.admit(WORKFLOW, 300, 1))
                .hasMessageContaining("800 B of 1000 B are used, most of it by another workflow (800 B).");
        assertThatThrownBy(() -> catalog.admit(ScopeId.project("team/app"), 300, 1))
                .hasMessageContaining("800 B of 1000 B are used, most of it by a workflow (800 B).");

        push(ScopeId.job("team/app", "secret/4", "Build"), MemoryScopes.file("a", 900));

        assertThatThrownBy(() -> catalog.admit(WORKFLOW, 300, 1))
                .hasMessageContaining("most of it by a job of another workflow (900 B).");
    }

    @Test
    public void shouldLetInWhatAddsNothingAlthoughTheQuotaWasMadeSmaller() {
        push(ScopeId.project("team/app"), MemoryScopes.file("a", 5000));
        quota = new Quota(1000, 0);

        assertThatCode(() -> catalog.admit(WORKFLOW, -10, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> catalog.admit(WORKFLOW, 1, 0))
                .hasMessageContaining("4.9 KiB of 1000 B are used, most of it by the project scope (4.9 KiB)");
    }

    @Test
    public void shouldNameNobodyWhenNobodyHoldsAnything() {
        quota = new Quota(1023, 5);

        assertThatThrownBy(() -> catalog.admit(WORKFLOW, MIB, 0))
                .hasMessage("The push of 1.0 MiB would exceed the quota of project team/app by 1023.0 KiB:"
                        + " 0 B of 1023 B are used. Delete artifacts or ask for a larger quota.");
    }

    @Test
    public void shouldGiveBackWhatIsDeleted() {
        push(WORKFLOW, MemoryScopes.file("a", 9000));
        assertThatThrownBy(() -> catalog.admit(WORKFLOW, 9000, 1)).isInstanceOf(QuotaExceeded.class);

        scopes.deleteScope(catalog, WORKFLOW);

        assertThatCode(() -> catalog.admit(WORKFLOW, 9000, 1)).doesNotThrowAnyException();
        assertThat(catalog.biggest("team/app", 5)).isEmpty();
    }

    private void push(ScopeId scope, Entry... entries) {
        scopes.push(catalog, scope, Instant.EPOCH, null, List.of(entries));
    }
}
