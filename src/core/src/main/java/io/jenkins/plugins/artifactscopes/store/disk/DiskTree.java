package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.disk.EntryIndex.RowAt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PathKey;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** The entries of a scope as they were when it was opened, on a lease that keeps their contents. */
final class DiskTree implements ScopeTree {
    private final DiskScopeStore store;
    private final DiskScopeStore.Use use;
    private final @Nullable ScopeRow scope;
    private final ArtifactPath path;
    private final long lease;
    private final MVStore.TxCounter pages;
    private final RootReference<PathKey, Row> root;
    private @Nullable SharedChannel segment;
    /** The number of the segment that was compared with its checksum last. */
    private long checked;

    private PushInfo lastPush = new PushInfo(-1, java.time.Instant.EPOCH, "", null);
    private boolean closed;

    /** Only under a lock of the scope. */
    DiskTree(DiskScopeStore store, DiskScopeStore.Use use, @Nullable ScopeRow scope, ArtifactPath path) {
        this.store = store;
        this.use = use;
        this.scope = scope;
        this.path = path;
        lease = use.scope().contents().lease();
        pages = store.shared().file().store().registerVersionUsage();
        root = store.index().entries.flushAndGetRoot();
    }

    @Override
    public long version() {
        return scope == null ? 0 : scope.commit();
    }

    @Override
    public Iterator<Entry> entries() {
        return entries(path);
    }

    @Override
    public Iterator<Entry> entries(ArtifactPath from) {
        ScopeRow row = scope;
        if (row == null) {
            return java.util.Collections.emptyIterator();
        }
        Iterator<RowAt> rows = EntryIndex.rows(root, row.number(), path, from.compareTo(path) < 0 ? path : from);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Entry next() {
                RowAt next = rows.next();
                return next.row().entry(next.path(), push(row, next.row().push()));
            }
        };
    }

    private PushInfo push(ScopeRow row, long number) {
        PushInfo push = lastPush;
        if (push.number() != number) {
            push = store.index().push(row, number);
            lastPush = push;
        }
        return push;
    }

    @Override
    public Extent content(Entry file) throws IOException {
        ScopeRow row = scope;
        Row found = row == null ? null : find(row, file.path());
        if (row == null || found == null || !file.isFile()) {
            throw new IllegalArgumentException(file.path() + " is no file of this tree");
        }
        Place place = found.place();
        if (place.isNowhere()) {
            return new Part(SharedChannel.NONE, 0, 0);
        }
        return place.isSegment()
                ? new Part(segment(file, place).share(), place.offset(), found.size())
                : new Part(open(file, place), 0, found.size());
    }

    @Override
    public Extent checkedContent(Entry file) throws IOException {
        ScopeRow row = scope;
        Row found = row == null ? null : find(row, file.path());
        if (row != null && found != null && found.place().isSegment()) {
            checkUnlessSeen(row, found.place());
        }
        return content(file);
    }

    @Override
    public Optional<Container> container(Entry file) throws IOException {
        ScopeRow row = scope;
        Row found = row == null ? null : find(row, file.path());
        if (row == null || found == null || !found.place().isSegment()) {
            return Optional.empty();
        }
        Place place = found.place();
        SegmentRow known = store.index().segment(row, place.number());
        if (known == null || known.bytes() == 0) {
            return Optional.empty();
        }
        SharedChannel shared = segment(file, place);
        String name = "the segment " + use.scope().layout().content(place);
        if (shared.channel().size() != known.bytes()) {
            throw new DamagedContent("The content of " + file.path() + " in "
                    + use.scope().id() + " is damaged: " + name + " has another size. Push it again.");
        }
        return Optional.of(new Whole(shared.share(), known.bytes(), known.crc32c(), name));
    }

    private @Nullable Row find(ScopeRow row, ArtifactPath file) {
        return EntryIndex.row(root, row.number(), file.value());
    }

    private synchronized SharedChannel segment(Entry file, Place place) throws IOException {
        SharedChannel open = segment;
        if (open == null || open.number() != place.number()) {
            if (open != null) {
                open.close();
            }
            open = open(file, place);
            segment = open;
        }
        return open;
    }

    /** A segment that somebody has written to since it was last seen whole is compared with its checksum. */
    private synchronized void checkUnlessSeen(ScopeRow row, Place place) throws IOException {
        SegmentRow known = checked == place.number() ? null : store.index().segment(row, place.number());
        checked = place.number();
        Path content = use.scope().layout().content(place);
        if (known == null || known.bytes() == 0 || Files.notExists(content)) {
            return;
        }
        long modified = Files.getLastModifiedTime(content).toMillis();
        if (modified == known.modified() && Files.size(content) == known.bytes()) {
            return;
        }
        if (!Resumption.holds(content, known.bytes(), known.crc32c())) {
            checked = 0;
            throw new DamagedContent(
                    "The segment " + content + " of " + use.scope().id()
                            + " is damaged: it is not what was written. Restore it from a backup, or push its files again.");
        }
        store.shared().file().change(() -> {
            SegmentRow now = store.index().segment(row, place.number());
            if (now != null) {
                store.index().put(row, place.number(), now.seen(modified));
            }
        });
    }

    private SharedChannel open(Entry file, Place place) throws IOException {
        Path content = use.scope().layout().content(place);
        try {
            FileChannel channel = FileChannel.open(content, StandardOpenOption.READ);
            if (place.offset() + file.size() > channel.size()
                    || (!place.isSegment() && file.size() != channel.size())) {
                channel.close();
                throw new DamagedContent("The content of " + file.path() + " in "
                        + use.scope().id() + " is damaged: " + content + " has another size. Push it again.");
            }
            return new SharedChannel(channel, place.number());
        } catch (NoSuchFileException e) {
            throw new DamagedContent("The content of " + file.path() + " in "
                    + use.scope().id() + " is damaged: " + content + " is missing. Push it again.");
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (use) {
            if (segment != null) {
                segment.close();
            }
            use.scope().contents().release(lease);
        } finally {
            store.shared().file().store().deregisterVersionUsage(pages);
        }
    }

    /** A channel, closed when its last user has closed it. */
    private static final class SharedChannel {
        static final SharedChannel NONE = new SharedChannel(null, 0);

        private final @Nullable FileChannel channel;
        private final long number;
        private int users = 1;

        SharedChannel(@Nullable FileChannel channel, long number) {
            this.channel = channel;
            this.number = number;
        }

        long number() {
            return number;
        }

        synchronized SharedChannel share() {
            users++;
            return this;
        }

        synchronized void close() throws IOException {
            users--;
            if (users == 0 && channel != null) {
                channel.close();
            }
        }

        FileChannel channel() {
            if (channel == null) {
                throw new IllegalStateException("An empty file has no bytes to read");
            }
            return channel;
        }
    }

    private static class Part implements Extent {
        private final SharedChannel shared;
        private final long offset;
        private final long length;
        private boolean closed;

        Part(SharedChannel shared, long offset, long length) {
            this.shared = shared;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public FileChannel channel() {
            return shared.channel();
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                if (shared != SharedChannel.NONE) {
                    shared.close();
                }
            }
        }
    }

    /** All of a segment. */
    private static final class Whole extends Part implements Container {
        private final int crc32c;
        private final String name;

        Whole(SharedChannel shared, long length, int crc32c, String name) {
            super(shared, 0, length);
            this.crc32c = crc32c;
            this.name = name;
        }

        @Override
        public int crc32c() {
            return crc32c;
        }

        @Override
        public String name() {
            return name;
        }
    }
}
