/** The Pipeline steps. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.steps;

import org.jspecify.annotations.NullMarked;
