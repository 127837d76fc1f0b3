package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** Writes the artifacts of a page; what they have in common, such as the project, is written once. */
final class ArtifactType extends BasicDataType<ArtifactRecord> {
    private static final int EXPIRES = 1;
    private static final int PINNED = 2;
    private static final int DIGEST = 4;

    @Override
    public int getMemory(ArtifactRecord value) {
        return 320 + value.name().length() + value.by().length() + (value.digest() == null ? 0 : 64);
    }

    @Override
    public void write(WriteBuffer buffer, ArtifactRecord value) {
        write(buffer, value, null);
    }

    @Override
    public ArtifactRecord read(ByteBuffer buffer) {
        return read(buffer, (ArtifactRecord) null);
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int length) {
        ArtifactRecord[] values = cast(storage);
        for (int i = 0; i < length; i++) {
            write(buffer, values[i], i == 0 ? null : values[i - 1]);
        }
    }

    @Override
    public void read(ByteBuffer buffer, Object storage, int length) {
        ArtifactRecord[] values = cast(storage);
        for (int i = 0; i < length; i++) {
            values[i] = read(buffer, i == 0 ? null : values[i - 1]);
        }
    }

    private static void write(WriteBuffer buffer, ArtifactRecord value, @Nullable ArtifactRecord before) {
        Instant expires = value.expires();
        Digest digest = value.digest();
        buffer.put((byte)
                ((expires == null ? 0 : EXPIRES) | (value.pinned() ? PINNED : 0) | (digest == null ? 0 : DIGEST)));
        buffer.putVarLong(value.id());
        Texts.write(buffer, value.scope().project(), project(before));
        Texts.write(buffer, workflow(value), workflow(before));
        Texts.write(buffer, job(value), job(before));
        Texts.write(buffer, value.name(), before == null ? "" : before.name());
        Texts.write(buffer, value.by(), before == null ? "" : before.by());
        buffer.putVarLong(value.created().toEpochMilli());
        buffer.putVarLong(value.updated().toEpochMilli());
        buffer.putVarLong(value.files());
        buffer.putVarLong(value.entries());
        buffer.putVarLong(value.bytes());
        buffer.putVarLong(value.commit());
        if (expires != null) {
            buffer.putVarLong(expires.toEpochMilli());
        }
        if (digest != null) {
            buffer.put(digest.bytes());
        }
    }

    private static ArtifactRecord read(ByteBuffer buffer, @Nullable ArtifactRecord before) {
        int flags = buffer.get();
        long id = DataUtils.readVarLong(buffer);
        ScopeId scope = scope(
                Texts.read(buffer, project(before)),
                Texts.read(buffer, workflow(before)),
                Texts.read(buffer, job(before)),
                before);
        String name = Texts.read(buffer, before == null ? "" : before.name());
        String by = Texts.read(buffer, before == null ? "" : before.by());
        Instant created = Instant.ofEpochMilli(DataUtils.readVarLong(buffer));
        Instant updated = Instant.ofEpochMilli(DataUtils.readVarLong(buffer));
        long files = DataUtils.readVarLong(buffer);
        long entries = DataUtils.readVarLong(buffer);
        long bytes = DataUtils.readVarLong(buffer);
        long commit = DataUtils.readVarLong(buffer);
        Instant expires = (flags & EXPIRES) == 0 ? null : Instant.ofEpochMilli(DataUtils.readVarLong(buffer));
        Digest digest = (flags & DIGEST) == 0 ? null : digest(buffer);
        return new ArtifactRecord(
                id,
                scope,
                name,
                created,
                updated,
                files,
                entries,
                bytes,
                expires,
                (flags & PINNED) != 0,
                by,
                commit,
                digest);
    }

    private static ScopeId scope(String project, String workflow, String job, @Nullable ArtifactRecord before) {
        boolean same = before != null
                && project.equals(project(before))
                && workflow.equals(workflow(before))
                && job.equals(job(before));
        return same && before != null ? before.scope() : Key.scope(project, workflow, job);
    }

    private static Digest digest(ByteBuffer buffer) {
        byte[] bytes = new byte[Digest.LENGTH];
        buffer.get(bytes);
        return Digest.of(bytes);
    }

    private static String project(@Nullable ArtifactRecord value) {
        return value == null ? "" : value.scope().project();
    }

    private static String workflow(@Nullable ArtifactRecord value) {
        return value == null ? "" : value.scope().workflow().orElse("");
    }

    private static String job(@Nullable ArtifactRecord value) {
        return value == null ? "" : value.scope().job().orElse("");
    }

    @Override
    public ArtifactRecord[] createStorage(int size) {
        return new ArtifactRecord[size];
    }
}
