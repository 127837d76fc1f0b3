package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.Test;

public class BatchesTest {
    private static final int BATCH = 3;

    private final TreeSet<Integer> all = new TreeSet<>();

    private Batches<Integer> batches() {
        return new Batches<>(this::some);
    }

    private List<Integer> some(Optional<Integer> after) {
        return after.map(last -> all.tailSet(last, false)).orElse(all).stream()
                .limit(BATCH)
                .toList();
    }

    @Test
    public void shouldGiveEachOnceAndInOrderHoweverManyThereAre() {
        for (int count = 0; count <= 2 * BATCH + 1; count++) {
            List<Integer> given = new ArrayList<>();
            batches().forEachRemaining(given::add);
            assertThat(given).as("%s of them", count).isEqualTo(List.copyOf(all));
            all.add(count);
        }
    }

    @Test
    public void shouldGoOnBehindWhatItGaveWhenThatIsGone() {
        IntStream.range(0, 2 * BATCH).forEach(all::add);
        Batches<Integer> batches = batches();
        for (int i = 0; i < BATCH; i++) {
            assertThat(batches.next()).isEqualTo(i);
            all.remove(i);
        }
        assertThat(batches.next()).isEqualTo(BATCH);
    }

    @Test
    public void shouldSayThatThereAreNoMore() {
        Batches<Integer> none = batches();
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }
}
