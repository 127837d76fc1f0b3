package io.jenkins.plugins.artifactscopes.catalog;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * All of something that is in order, read some at a time: nothing is locked between, and memory does not grow with how much there is. What
 * comes or goes meanwhile may be given or not.
 */
final class Batches<T> implements Iterator<T> {
    private final Function<Optional<T>, List<T>> some;
    private List<T> batch;
    private int at;

    /** @param some those after one of them, or the first; none at the end */
    Batches(Function<Optional<T>, List<T>> some) {
        this.some = some;
        this.batch = some.apply(Optional.empty());
    }

    @Override
    public boolean hasNext() {
        if (at == batch.size() && at > 0) {
            batch = some.apply(Optional.of(batch.get(at - 1)));
            at = 0;
        }
        return at < batch.size();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.get(at++);
    }
}
