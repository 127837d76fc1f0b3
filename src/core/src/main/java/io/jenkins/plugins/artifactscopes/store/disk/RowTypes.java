package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** How the index writes its keys and values: short, and without Java serialization. */
final class RowTypes {
    private static final Entry.Kind[] KINDS = Entry.Kind.values();

    private RowTypes() {}

    /** A path in a scope. */
    record PathKey(int scope, String path) {}

    /** A numbered thing in a scope: a push or a segment. */
    record NumberKey(int scope, long number) {}

    /** A content in a scope, by its size and the beginning of its digest. */
    record ContentKey(int scope, long size, long prefix) {}

    /** A push under way in a scope. */
    record StagedKey(int scope, String key) {}

    /**
     * A scope.
     *
     * @param number stands for the scope in all other keys
     * @param generation of the manifest
     * @param length how many bytes of the manifest the index has; {@link #INCOMPLETE} while a commit is being told to it in parts
     * @param commit number of the newest commit
     * @param modified the manifest's modification time when it was last read whole or written, in milliseconds
     * @param kept bytes that the manifest had when it last was replaced by a shorter one; 0 for never
     */
    record ScopeRow(int number, long generation, long length, long commit, long modified, long kept) {
        static final long INCOMPLETE = -1;

        ScopeRow at(long newLength, long newCommit, long newModified) {
            return new ScopeRow(number, generation, newLength, newCommit, newModified, kept);
        }
    }

    /**
     * A push.
     *
     * @param id as {@link io.jenkins.plugins.artifactscopes.store.PushOptions#id}; empty for none
     * @param expireIn empty for none
     */
    record PushRow(Instant pushed, String by, String expireIn, String id, Line.Totals totals) {}

    /**
     * A segment or a large file.
     *
     * @param segment whether it is a segment
     * @param bytes of it; 0 as long as it is not known
     * @param live how many entries lie in it
     * @param liveBytes their content
     * @param modified of the file when its checksum was last seen to hold, in milliseconds; 0 for never
     */
    record SegmentRow(boolean segment, long bytes, int crc32c, long live, long liveBytes, long modified) {
        static SegmentRow of(Place place) {
            return new SegmentRow(place.isSegment(), 0, 0, 0, 0, 0);
        }

        SegmentRow plus(long entries, long size) {
            return new SegmentRow(segment, bytes, crc32c, live + entries, liveBytes + size, modified);
        }

        SegmentRow sealed(long size, int crc) {
            return new SegmentRow(segment, size, crc, live, liveBytes, modified);
        }

        SegmentRow seen(long millis) {
            return new SegmentRow(segment, bytes, crc32c, live, liveBytes, millis);
        }

        /** Whether copying what lives gives more space back than it takes. */
        boolean sparse() {
            return segment && live > 0 && liveBytes < bytes / 2;
        }
    }

    abstract static class Type<T> extends BasicDataType<T> {
        private final T[] none;

        Type(T[] none) {
            this.none = none;
        }

        @Override
        public T[] createStorage(int size) {
            return java.util.Arrays.copyOf(none, size);
        }

        @Override
        public int getMemory(T row) {
            return 64;
        }

        static void putString(WriteBuffer buffer, String text) {
            buffer.putVarInt(text.length()).putStringData(text, text.length());
        }

        static String getString(ByteBuffer buffer) {
            return DataUtils.readString(buffer, DataUtils.readVarInt(buffer));
        }

        static void putInstant(WriteBuffer buffer, Instant instant) {
            buffer.putLong(instant.getEpochSecond()).putVarInt(instant.getNano());
        }

        static Instant getInstant(ByteBuffer buffer) {
            return Instant.ofEpochSecond(buffer.getLong(), DataUtils.readVarInt(buffer));
        }
    }

    static final Type<PathKey> PATH = new Type<>(new PathKey[0]) {
        @Override
        public int compare(PathKey a, PathKey b) {
            return a.scope() != b.scope()
                    ? Integer.compare(a.scope(), b.scope())
                    : ArtifactPath.compare(a.path(), b.path());
        }

        @Override
        public int getMemory(PathKey key) {
            return 72 + key.path().length();
        }

        @Override
        public void write(WriteBuffer buffer, PathKey key) {
            buffer.putVarInt(key.scope());
            putString(buffer, key.path());
        }

        @Override
        public PathKey read(ByteBuffer buffer) {
            return new PathKey(DataUtils.readVarInt(buffer), getString(buffer));
        }
    };

    static final Type<StagedKey> STAGED = new Type<>(new StagedKey[0]) {
        @Override
        public int compare(StagedKey a, StagedKey b) {
            return a.scope() != b.scope()
                    ? Integer.compare(a.scope(), b.scope())
                    : a.key().compareTo(b.key());
        }

        @Override
        public void write(WriteBuffer buffer, StagedKey key) {
            buffer.putVarInt(key.scope());
            putString(buffer, key.key());
        }

        @Override
        public StagedKey read(ByteBuffer buffer) {
            return new StagedKey(DataUtils.readVarInt(buffer), getString(buffer));
        }
    };

    static final Type<NumberKey> NUMBER = new Type<>(new NumberKey[0]) {
        @Override
        public int compare(NumberKey a, NumberKey b) {
            return a.scope() != b.scope()
                    ? Integer.compare(a.scope(), b.scope())
                    : Long.compare(a.number(), b.number());
        }

        @Override
        public void write(WriteBuffer buffer, NumberKey key) {
            buffer.putVarInt(key.scope()).putVarLong(key.number());
        }

        @Override
        public NumberKey read(ByteBuffer buffer) {
            return new NumberKey(DataUtils.readVarInt(buffer), DataUtils.readVarLong(buffer));
        }
    };

    static final Type<ContentKey> CONTENT = new Type<>(new ContentKey[0]) {
        @Override
        public int compare(ContentKey a, ContentKey b) {
            int byScope = Integer.compare(a.scope(), b.scope());
            int bySize = byScope != 0 ? byScope : Long.compare(a.size(), b.size());
            return bySize != 0 ? bySize : Long.compare(a.prefix(), b.prefix());
        }

        @Override
        public void write(WriteBuffer buffer, ContentKey key) {
            buffer.putVarInt(key.scope()).putVarLong(key.size()).putLong(key.prefix());
        }

        @Override
        public ContentKey read(ByteBuffer buffer) {
            return new ContentKey(DataUtils.readVarInt(buffer), DataUtils.readVarLong(buffer), buffer.getLong());
        }
    };

    static final Type<ScopeRow> SCOPE = new Type<>(new ScopeRow[0]) {
        @Override
        public void write(WriteBuffer buffer, ScopeRow row) {
            buffer.putVarInt(row.number())
                    .putVarLong(row.generation())
                    .putLong(row.length())
                    .putVarLong(row.commit())
                    .putLong(row.modified())
                    .putVarLong(row.kept());
        }

        @Override
        public ScopeRow read(ByteBuffer buffer) {
            return new ScopeRow(
                    DataUtils.readVarInt(buffer),
                    DataUtils.readVarLong(buffer),
                    buffer.getLong(),
                    DataUtils.readVarLong(buffer),
                    buffer.getLong(),
                    DataUtils.readVarLong(buffer));
        }
    };

    static final Type<PushRow> PUSH = new Type<>(new PushRow[0]) {
        @Override
        public void write(WriteBuffer buffer, PushRow row) {
            putInstant(buffer, row.pushed());
            putString(buffer, row.by());
            putString(buffer, row.expireIn());
            putString(buffer, row.id());
            buffer.putVarLong(row.totals().files())
                    .putVarLong(row.totals().links())
                    .putVarLong(row.totals().directories())
                    .putVarLong(row.totals().bytes());
        }

        @Override
        public PushRow read(ByteBuffer buffer) {
            return new PushRow(
                    getInstant(buffer),
                    getString(buffer),
                    getString(buffer),
                    getString(buffer),
                    new Line.Totals(
                            DataUtils.readVarLong(buffer),
                            DataUtils.readVarLong(buffer),
                            DataUtils.readVarLong(buffer),
                            DataUtils.readVarLong(buffer)));
        }
    };

    static final Type<SegmentRow> SEGMENT = new Type<>(new SegmentRow[0]) {
        @Override
        public void write(WriteBuffer buffer, SegmentRow row) {
            buffer.put((byte) (row.segment() ? 1 : 0))
                    .putVarLong(row.bytes())
                    .putInt(row.crc32c())
                    .putVarLong(row.live())
                    .putVarLong(row.liveBytes())
                    .putLong(row.modified());
        }

        @Override
        public SegmentRow read(ByteBuffer buffer) {
            return new SegmentRow(
                    buffer.get() == 1,
                    DataUtils.readVarLong(buffer),
                    buffer.getInt(),
                    DataUtils.readVarLong(buffer),
                    DataUtils.readVarLong(buffer),
                    buffer.getLong());
        }
    };

    static final Type<Row> ENTRY = new Type<>(new Row[0]) {
        @Override
        public int getMemory(Row row) {
            return row.kind() == Entry.Kind.FILE ? 240 : 160;
        }

        @Override
        public void write(WriteBuffer buffer, Row row) {
            buffer.put((byte) row.kind().ordinal()).putVarInt(row.mode());
            putInstant(buffer, row.modified());
            buffer.putVarLong(row.push());
            switch (row.kind()) {
                case FILE -> {
                    buffer.putVarLong(row.size()).put(row.requireDigest().bytes());
                    buffer.putVarLong(row.place().number())
                            .putVarLong(row.place().offset() + 1);
                }
                case LINK -> putString(buffer, row.requireTarget());
                case DIRECTORY -> {}
            }
        }

        @Override
        public Row read(ByteBuffer buffer) {
            Entry.Kind kind = KINDS[buffer.get()];
            int mode = DataUtils.readVarInt(buffer);
            Instant modified = getInstant(buffer);
            long push = DataUtils.readVarLong(buffer);
            return switch (kind) {
                case FILE -> readFile(buffer, mode, modified, push);
                case LINK -> Row.link(getString(buffer), modified).in(push);
                case DIRECTORY -> Row.directory(mode, modified).in(push);
            };
        }

        private Row readFile(ByteBuffer buffer, int mode, Instant modified, long push) {
            long size = DataUtils.readVarLong(buffer);
            byte[] digest = new byte[Digest.LENGTH];
            buffer.get(digest);
            Place place = new Place(DataUtils.readVarLong(buffer), DataUtils.readVarLong(buffer) - 1);
            return new Row(Entry.Kind.FILE, size, Digest.of(digest), null, mode, modified, place, push);
        }
    };

    static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
