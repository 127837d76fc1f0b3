package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import org.jspecify.annotations.Nullable;

/** A line of a journal. {@code docs/STORAGE.md} shows each. */
sealed interface Line {
    /**
     * The first line of a manifest.
     *
     * @param generation counts the manifests that replaced one another, from 1
     */
    record Header(
            Scope scope,
            String project,
            @Nullable String workflow,
            @Nullable String job,
            long generation) implements Line {
        ScopeId id() {
            if (workflow == null) {
                return ScopeId.project(project);
            }
            return job == null ? ScopeId.workflow(project, workflow) : ScopeId.job(project, workflow, job);
        }
    }

    /**
     * From here on the entry is there, instead of what was there: for a file or link all that was below its path, for anything the
     * files and links above it.
     */
    record Put(String path, Row row) implements Line {}

    /** The artifact of this name comes to be in this commit, and has this id as long as there is anything of it. */
    record Artifact(String name, long id) implements Line {}

    /** What is at the path and below it goes. */
    record Remove(String path) implements Line {}

    /** The bytes of a file lie elsewhere now; the file is the same. */
    record Moved(String path, Place place) implements Line {}

    /**
     * A segment is complete.
     *
     * @param bytes of the ZIP
     * @param crc32c of the whole ZIP
     */
    record Sealed(long number, long bytes, int crc32c) implements Line {}

    /**
     * All lines since the last commit hold.
     *
     * @param number ascending from 1
     * @param lines how many lines since the last commit
     * @param id as {@link io.jenkins.plugins.artifactscopes.store.PushOptions#id}
     */
    record Commit(
            long number,
            long lines,
            Kind kind,
            long epochSecond,
            int nano,
            String by,
            @Nullable String expireIn,
            @Nullable String id,
            Totals totals)
            implements Line {}

    /** Why there was a commit. */
    enum Kind {
        PUSH,
        DELETE,
        COMPACT
    }

    /** What a commit put. */
    record Totals(long files, long links, long directories, long bytes) {
        static final Totals NONE = new Totals(0, 0, 0, 0);

        Totals plus(Row row) {
            return switch (row.kind()) {
                case FILE -> new Totals(files + 1, links, directories, bytes + row.size());
                case LINK -> new Totals(files, links + 1, directories, bytes);
                case DIRECTORY -> new Totals(files, links, directories + 1, bytes);
            };
        }
    }
}
