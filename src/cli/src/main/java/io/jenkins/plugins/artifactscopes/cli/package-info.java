/** The {@code artifact} command. */
@NullMarked
package io.jenkins.plugins.artifactscopes.cli;

import org.jspecify.annotations.NullMarked;
