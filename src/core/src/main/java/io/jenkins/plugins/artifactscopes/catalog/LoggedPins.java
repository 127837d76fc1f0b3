package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Pins in a log of their own, so that they outlive the catalog and its file. A line is an artifact's id and, parted by tabs,
 * {@code pin}, {@code unpin}, or {@code expire} and an age, which is empty where nobody asks any more. Ids are never given twice, and an
 * artifact keeps its own when its project is renamed.
 */
public final class LoggedPins implements Pins {
    private final LineLog log;
    private final MVMap<Long, Long> pinned;
    private final MVMap<Long, String> expiries;

    /**
     * @param log made when it is missing
     * @param changing held around every change, so that no half of one is written to disk
     */
    public LoggedPins(MVStore store, Lock changing, Path log) throws IOException {
        this.log = new LineLog(store, "pins.state", changing, log);
        pinned = store.openMap(
                "pins.pinned",
                new MVMap.Builder<Long, Long>().keyType(LongDataType.INSTANCE).valueType(LongDataType.INSTANCE));
        expiries = store.openMap(
                "pins.expiries",
                new MVMap.Builder<Long, String>().keyType(LongDataType.INSTANCE).valueType(StringDataType.INSTANCE));
        this.log.catchUp(this::clear, this::add);
    }

    private void clear() {
        pinned.clear();
        expiries.clear();
    }

    private void add(String line) throws IOException {
        String[] parts = line.split("\t", -1);
        try {
            long id = Long.parseLong(parts[0]);
            switch (parts[1]) {
                case "pin" -> pinned.put(id, 0L);
                case "unpin" -> pinned.remove(id);
                case "expire" -> put(id, parts[2]);
                default -> throw new IllegalArgumentException(parts[1]);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw log.damaged(line, "nothing is pinned");
        }
    }

    private void put(long id, String age) {
        if (age.isEmpty()) {
            expiries.remove(id);
        } else {
            expiries.put(id, ExpireIn.parse(age).toString());
        }
    }

    @Override
    public boolean isPinned(ScopeId scope, long artifact) {
        return !pinned.isEmpty() && pinned.containsKey(artifact);
    }

    @Override
    public void set(ScopeId scope, long artifact, boolean keep) {
        if (keep != isPinned(scope, artifact)) {
            append(keep ? pin(artifact) : artifact + "\tunpin");
        }
    }

    /** The line that pins an artifact. */
    static String pin(long artifact) {
        return artifact + "\tpin";
    }

    @Override
    public boolean knowsExpiries() {
        return !expiries.isEmpty();
    }

    @Override
    public Optional<ExpireIn> expireIn(long artifact) {
        return Optional.ofNullable(expiries.isEmpty() ? null : expiries.get(artifact))
                .map(ExpireIn::parse);
    }

    @Override
    public void setExpireIn(long artifact, @Nullable ExpireIn wanted) {
        if (!expireIn(artifact).equals(Optional.ofNullable(wanted))) {
            append(artifact + "\texpire\t" + (wanted == null ? "" : wanted));
        }
    }

    private void append(String line) {
        try {
            log.append(line, this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("A pin could not be kept", e);
        }
    }
}
