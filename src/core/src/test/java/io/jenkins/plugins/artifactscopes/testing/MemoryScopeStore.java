package io.jenkins.plugins.artifactscopes.testing;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.*;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.*;
import org.jspecify.annotations.Nullable;

/** A stand-in until the store on disk is there. */
public final class MemoryScopeStore implements ScopeStore {
    private final FileChannel channel;
    private long end;
    private final Map<ScopeId, TreeMap<ArtifactPath, Entry>> scopes = new HashMap<>();
    private final Map<Digest, Long> offsets = new HashMap<>();
    private final Map<String, Push> pushes = new HashMap<>();
    private final Map<ScopeId, Long> versions = new HashMap<>();

    public MemoryScopeStore(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public synchronized ScopePush begin(ScopeId scope, String key) throws IOException {
        Push push = pushes.computeIfAbsent(key, k -> new Push(scope, key));
        if (push.open) {
            throw new PushRefused("under way");
        }
        push.open = true;
        return push;
    }

    private synchronized TreeMap<ArtifactPath, Entry> of(ScopeId scope) {
        return scopes.computeIfAbsent(scope, s -> new TreeMap<>());
    }

    @Override
    public synchronized ScopeTree open(ScopeId scope, ArtifactPath path) {
        List<Entry> entries = new ArrayList<>();
        of(scope).values().forEach(e -> {
            if (e.path().isAtOrBelow(path)) entries.add(e);
        });
        long version = versions.getOrDefault(scope, 0L);
        return new ScopeTree() {
            @Override
            public long version() {
                return version;
            }

            @Override
            public Iterator<Entry> entries() {
                return entries.iterator();
            }

            @Override
            public Extent content(Entry file) {
                return new Extent(channel, Objects.requireNonNull(offsets.get(file.requireDigest())), file.size());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized Optional<Entry> find(ScopeId scope, ArtifactPath path) {
        return Optional.ofNullable(of(scope).get(path));
    }

    @Override
    public synchronized boolean mayKnow(List<ScopeId> ids, long size) {
        return ids.stream().flatMap(i -> of(i).values().stream()).anyMatch(e -> e.isFile() && e.size() == size);
    }

    @Override
    public synchronized Optional<Known> known(List<ScopeId> ids, long size, Digest digest) {
        for (ScopeId id : ids)
            for (Entry e : of(id).values())
                if (e.isFile() && e.requireDigest().equals(digest)) return Optional.of(new Known(id, e.path()));
        return Optional.empty();
    }

    @Override
    public synchronized Removal delete(ScopeId scope, ArtifactPath path) throws IOException {
        long before = of(scope).size();
        of(scope).keySet().removeIf(p -> p.isAtOrBelow(path));
        if (before == of(scope).size()) throw new ArtifactNotFound("nothing");
        versions.merge(scope, 1L, Long::sum);
        return new Removal(before - of(scope).size(), 0, 0, 0);
    }

    @Override
    public Removal delete(ScopeId scope, Iterable<Entry> entries) {
        return Removal.NOTHING;
    }

    @Override
    public Removal deleteScope(ScopeId scope) {
        of(scope).clear();
        return Removal.NOTHING;
    }

    @Override
    public Removal compact(ScopeId scope) {
        return Removal.NOTHING;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Push implements ScopePush {
        final ScopeId scope;
        final String key;
        boolean open;
        final List<Entry> entries = new ArrayList<>();
        byte[] partial = new byte[0];

        Push(ScopeId scope, String key) {
            this.scope = scope;
            this.key = key;
        }

        @Override
        public long arrived() {
            return entries.size();
        }

        @Override
        public long arrivedBytes() {
            return partial.length;
        }

        void add(ArtifactPath p, Entry.Kind k, long size, @Nullable Digest d, @Nullable String t, int mode, Instant m) {
            entries.add(new Entry(p, k, size, d, t, mode, m, new PushInfo(1, Instant.EPOCH, "x", null)));
        }

        @Override
        public void directory(ArtifactPath p, int mode, Instant m) {
            add(p, Entry.Kind.DIRECTORY, 0, null, null, mode, m);
        }

        @Override
        public void link(ArtifactPath p, String t, Instant m) {
            add(p, Entry.Kind.LINK, 0, null, t, 0777, m);
        }

        @Override
        public void file(ArtifactPath p, int mode, Instant m, SmallContent c) throws IOException {
            synchronized (MemoryScopeStore.this) {
                if (offsets.putIfAbsent(c.digest(), end) == null) {
                    channel.write(ByteBuffer.wrap(c.buffer(), 0, c.length()), end);
                    end += c.length();
                }
            }
            add(p, Entry.Kind.FILE, c.length(), c.digest(), null, mode, m);
        }

        @Override
        public Digest file(ArtifactPath p, int mode, Instant m, long size, InputStream in, DigestCheck check)
                throws IOException {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            out.write(partial);
            byte[] b = new byte[65536];
            try {
                for (int n = in.read(b); n >= 0; n = in.read(b)) out.write(b, 0, n);
            } catch (IOException e) {
                partial = out.toByteArray();
                throw e;
            }
            partial = new byte[0];
            if (out.size() != size) throw new PushRefused("ends early");
            SmallContent c = SmallContent.of(out.toByteArray(), out.size());
            check.check(c.digest());
            file(p, mode, m, c);
            return c.digest();
        }

        @Override
        public boolean known(ArtifactPath p, int mode, Instant m, long size, Digest d, Known known) {
            if (find(known.scope(), known.path()).isEmpty()) return false;
            add(p, Entry.Kind.FILE, size, d, null, mode, m);
            return true;
        }

        @Override
        public void check(ArtifactPath p, Entry.Kind kind, PushOptions.Overwrite o) throws IOException {
            if (kind != Entry.Kind.DIRECTORY
                    && o == PushOptions.Overwrite.REFUSE
                    && of(scope).containsKey(p)) throw new PushConflict(scope + " already has " + p);
        }

        @Override
        public PushReceipt commit(PushOptions options) throws IOException {
            synchronized (MemoryScopeStore.this) {
                for (Entry e : entries) check(e.path(), e.kind(), options.overwrite());
                long f = 0, l = 0, d = 0, bytes = 0;
                for (Entry e : entries) {
                    of(scope).put(e.path(), e);
                    bytes += e.size();
                    switch (e.kind()) {
                        case FILE -> f++;
                        case LINK -> l++;
                        case DIRECTORY -> d++;
                    }
                }
                pushes.remove(key);
                return new PushReceipt(
                        new PushInfo(
                                versions.merge(scope, 1L, Long::sum), Instant.EPOCH, options.by(), options.expireIn()),
                        f,
                        l,
                        d,
                        bytes,
                        null);
            }
        }

        @Override
        public void abort() {
            pushes.remove(key);
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
