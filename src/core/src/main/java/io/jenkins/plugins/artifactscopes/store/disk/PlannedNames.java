package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The names of a push that is still to come. Nobody waits for it longer than for one name. */
final class PlannedNames implements ScopePush.Names {
    private final Shared shared;
    private final DiskScope scope;
    private final Overwrite overwrite;
    private @Nullable NameCheck names;

    PlannedNames(Shared shared, DiskScope scope, Overwrite overwrite) {
        this.shared = shared;
        this.scope = scope;
        this.overwrite = overwrite;
    }

    @Override
    public void check(ArtifactPath path, Entry.Kind kind) throws IOException {
        scope.read(row -> {
            if (names == null) {
                names = new NameCheck(shared, scope.id(), row, overwrite);
            }
            names.check(path, kind);
            return true;
        });
    }

    @Override
    public long replacedFiles() {
        return names == null ? 0 : names.replacedFiles();
    }

    @Override
    public long replacedBytes() {
        return names == null ? 0 : names.replacedBytes();
    }
}
