package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.store.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Numbers the runs of each project in the order in which they first push, and never gives a number twice; and keeps what their pushers
 * told of them. The log is the truth: a line {@code project, run} for a number, one {@code "", project, run, branch, sha} for what was
 * told, parted by tabs, which no name can have.
 */
public final class LoggedRuns implements Runs {
    private static final int TOLD = 5;

    private final LineLog log;
    private final MVMap<Key, Long> numbers;
    private final MVMap<Key, String> workflows;
    private final MVMap<String, Long> latest;
    private final MVMap<Key, String> origins;

    /**
     * @param log made when it is missing
     * @param changing held around every change, so that no half of one is written to disk
     */
    public LoggedRuns(MVStore store, Lock changing, Path log) throws IOException {
        this.log = new LineLog(store, "runs.state", changing, log);
        numbers = store.openMap(
                "runs.numbers",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT))
                        .valueType(LongDataType.INSTANCE));
        workflows = store.openMap(
                "runs.workflows",
                new MVMap.Builder<Key, String>()
                        .keyType(new KeyType(Field.TEXT, Field.NUMBER))
                        .valueType(StringDataType.INSTANCE));
        latest = store.openMap(
                "runs.latest",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
        origins = store.openMap(
                "runs.origins",
                new MVMap.Builder<Key, String>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT))
                        .valueType(StringDataType.INSTANCE));
        this.log.catchUp(this::clear, this::add);
    }

    private void clear() {
        numbers.clear();
        workflows.clear();
        latest.clear();
        origins.clear();
    }

    private void add(String line) throws IOException {
        String[] parts = line.split("\t", -1);
        if (parts.length == 2) {
            give(parts[0], parts[1]);
        } else if (parts.length == TOLD && parts[0].isEmpty()) {
            origins.put(Key.of(parts[1], parts[2]), parts[3] + '\t' + parts[4]);
        } else {
            throw log.damaged(line, "runs are numbered anew");
        }
    }

    private void give(String project, String workflow) {
        long number = latest.getOrDefault(project, 0L) + 1;
        if (numbers.putIfAbsent(Key.of(project, workflow), number) == null) {
            workflows.put(Key.of(project, number), workflow);
            latest.put(project, number);
        }
    }

    /** Gives the run a number unless it has one. */
    public void push(String project, String workflow) throws IOException {
        if (!numbers.containsKey(Key.of(project, workflow))) {
            // Another thread may have written the same line meanwhile; the second gives no number.
            log.append(project + '\t' + workflow, this::add);
        }
    }

    /** Keeps what a pusher of the run told; what was told before goes. {@link Origin#NONE} tells nothing. */
    public void tell(String project, String workflow, Origin origin) throws IOException {
        if (!origin.equals(Origin.NONE) && !origin(project, workflow).equals(origin)) {
            log.append(
                    String.join("\t", "", project, workflow, origin.branchOrEmpty(), origin.shaOrEmpty()), this::add);
        }
    }

    @Override
    public OptionalLong number(String project, String workflow) {
        Long number = numbers.get(Key.of(project, workflow));
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public long latest(String project) {
        return latest.getOrDefault(project, 0L);
    }

    @Override
    public Optional<String> workflow(String project, long number) {
        return number < 1 ? Optional.empty() : Optional.ofNullable(workflows.get(Key.of(project, number)));
    }

    @Override
    public Origin origin(String project, String workflow) {
        String told = origins.isEmpty() ? null : origins.get(Key.of(project, workflow));
        if (told == null) {
            return Origin.NONE;
        }
        int tab = told.indexOf('\t');
        return Origin.of(told.substring(0, tab), told.substring(tab + 1));
    }
}
