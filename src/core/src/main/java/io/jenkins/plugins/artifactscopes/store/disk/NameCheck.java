package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds the names that a push brings against those that are there, and counts what it would replace. */
final class NameCheck {
    private final EntryIndex index;
    private final ScopeId id;
    private final @Nullable ScopeRow scope;
    private final Overwrite overwrite;
    private final Instant now;
    private final boolean empty;
    private String checkedParent = "";
    private String counted = "";
    private long replacedFiles;
    private long replacedBytes;

    NameCheck(Shared shared, ScopeId id, @Nullable ScopeRow scope, Overwrite overwrite) {
        this.index = shared.index();
        this.id = id;
        this.scope = scope;
        this.overwrite = overwrite;
        now = shared.clock().instant();
        empty = scope == null || index.isEmpty(scope);
    }

    long replacedFiles() {
        return replacedFiles;
    }

    long replacedBytes() {
        return replacedBytes;
    }

    /** @throws PushConflict when something else is there */
    void check(ArtifactPath path, Entry.Kind kind) throws PushConflict {
        if (empty || scope == null) {
            return;
        }
        checkAncestors(scope, path.parent().value());
        Row there = index.entry(scope, path.value());
        if (there != null && !(there.isDirectory() && kind == Entry.Kind.DIRECTORY)) {
            if (there.isDirectory() || kind == Entry.Kind.DIRECTORY) {
                requireReplaceable(scope, path.value(), there, kind, path.value());
            }
            refuseOrReplace(scope, path.value(), there);
        }
        if (kind != Entry.Kind.DIRECTORY && (there == null || there.isDirectory())) {
            checkBelow(scope, path, kind);
        }
    }

    private void checkAncestors(ScopeRow row, String parent) throws PushConflict {
        if (parent.equals(checkedParent)) {
            return;
        }
        for (int end = parent.indexOf('/'); end >= 0; end = parent.indexOf('/', end + 1)) {
            checkAncestor(row, parent.substring(0, end));
        }
        checkAncestor(row, parent);
        checkedParent = parent;
    }

    private void checkAncestor(ScopeRow row, String ancestor) throws PushConflict {
        Row there = ancestor.isEmpty() ? null : index.entry(row, ancestor);
        if (there != null && !there.isDirectory()) {
            requireReplaceable(row, ancestor, there, Entry.Kind.DIRECTORY, ancestor);
            refuseOrReplace(row, ancestor, there);
        }
    }

    private void checkBelow(ScopeRow row, ArtifactPath path, Entry.Kind kind) throws PushConflict {
        String below = index.firstBelow(row, path.value());
        if (below == null) {
            return;
        }
        Row there = index.entry(row, below);
        if (there != null) {
            requireReplaceable(row, below, there, kind, path.value());
            refuseOrReplace(row, below, there);
        }
        if (overwrite == Overwrite.REPLACE) {
            index.forEach(row, path, (name, old) -> {
                if (!name.equals(below)) {
                    count(old);
                }
            });
        }
    }

    /**
     * Refuses a directory in the place of a file or link, and the reverse, where only files are replaced.
     *
     * @param path of what is there, in {@code place} or below it
     */
    private void requireReplaceable(ScopeRow row, String path, Row there, Entry.Kind kind, String place)
            throws PushConflict {
        if (overwrite == Overwrite.REPLACE_FILES) {
            Entry.Kind replaced = path.equals(place) ? there.kind() : Entry.Kind.DIRECTORY;
            throw new PushConflict(found(row, path, there) + ", and the " + word(kind) + " " + place
                    + " cannot replace the " + word(replaced) + " " + place
                    + ". Give it another name, or delete first what is there.");
        }
    }

    private static String word(Entry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void refuseOrReplace(ScopeRow row, String path, Row there) throws PushConflict {
        if (overwrite == Overwrite.REFUSE) {
            throw new PushConflict(
                    found(row, path, there) + ". Add force: true to replace it, or choose another destination.");
        }
        // In the order of a tree, all that comes below it comes right after it.
        if (!path.equals(counted)) {
            counted = path;
            count(there);
        }
    }

    private String found(ScopeRow row, String path, Row there) {
        PushInfo push = index.push(row, there.push());
        return id.scope() + " already has " + path + " (pushed " + ago(push.pushed()) + " by " + push.by() + ")";
    }

    private void count(Row there) {
        if (there.kind() == Entry.Kind.FILE) {
            replacedFiles++;
            replacedBytes += there.size();
        }
    }

    private String ago(Instant pushed) {
        Duration age = Duration.between(pushed, now);
        if (age.toSeconds() < 60) {
            return "just now";
        }
        if (age.toMinutes() < 60) {
            return plural(age.toMinutes(), "minute");
        }
        return age.toHours() < 48 ? plural(age.toHours(), "hour") : plural(age.toDays(), "day");
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }
}
