package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where the scopes of the host lie: the one thing that the disk store must be told of its surroundings. */
public interface ScopeRoots {
    /** The directory of a scope, whether it exists or not. Two scopes never have the same, nor one inside the other's. */
    Path directory(ScopeId scope);

    /**
     * Names every scope that has a directory.
     *
     * @param problems told of each directory whose scope cannot be found out
     */
    void forEach(Consumer<ScopeId> scopes, Consumer<String> problems) throws IOException;
}
