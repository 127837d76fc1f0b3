/** Transfers between an agent and the controller over the connection that they have. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.agent;

import org.jspecify.annotations.NullMarked;
