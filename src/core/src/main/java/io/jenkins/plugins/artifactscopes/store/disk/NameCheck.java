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
            refuseOrReplace(scope, path.value(), there);
        }
        if (kind != Entry.Kind.DIRECTORY && (there == null || there.isDirectory())) {
            checkBelow(scope, path);
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
            refuseOrReplace(row, ancestor, there);
        }
    }

    private void checkBelow(ScopeRow row, ArtifactPath path) throws PushConflict {
        String below = index.firstBelow(row, path.value());
        if (below == null) {
            return;
        }
        Row there = index.entry(row, below);
        if (there != null) {
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

    private void refuseOrReplace(ScopeRow row, String path, Row there) throws PushConflict {
        if (overwrite == Overwrite.REPLACE) {
            // In the order of a tree, all that comes below it comes right after it.
            if (!path.equals(counted)) {
                counted = path;
                count(there);
            }
            return;
        }
        PushInfo push = index.push(row, there.push());
        throw new PushConflict(id.scope() + " already has " + path + " (pushed " + ago(push.pushed()) + " by "
                + push.by() + "). Add force: true to replace it, or choose another destination.");
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
