package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import java.time.Instant;

/**
 * What a token says.
 *
 * @param holder whose scopes it reaches
 * @param readOnly whether it may only read
 * @param expires from when on it is worth nothing; whole seconds
 */
record Claims(Holder holder, boolean readOnly, Instant expires) {}
