/** The {@code artifact} command within a node block: on the agent's PATH, with a token for the job alone. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.shell;

import org.jspecify.annotations.NullMarked;
