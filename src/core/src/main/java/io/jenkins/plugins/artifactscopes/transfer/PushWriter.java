package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts entries whose content is in memory into a push of the store. */
final class PushWriter implements OrderedContents.Sink {
    private final ScopePush push;
    private final ArtifactPath destination;

    PushWriter(ScopePush push, ArtifactPath destination) {
        this.push = push;
        this.destination = destination;
    }

    @Override
    public void take(PlanEntry entry, @Nullable SmallContent content) throws IOException {
        ArtifactPath path = destination.resolve(entry.path());
        switch (entry.kind()) {
            case DIRECTORY -> push.directory(path, entry.mode(), entry.modified());
            case LINK -> push.link(path, entry.requireTarget(), entry.modified());
            case FILE -> push.file(path, entry.mode(), entry.modified(), Objects.requireNonNull(content));
        }
    }
}
