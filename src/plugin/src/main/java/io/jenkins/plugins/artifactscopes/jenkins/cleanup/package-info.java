/** Retention, run by the controller's clock. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import org.jspecify.annotations.NullMarked;
