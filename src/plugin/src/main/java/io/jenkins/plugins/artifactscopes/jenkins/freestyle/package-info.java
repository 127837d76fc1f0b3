/** The build step and the post-build action of freestyle and matrix projects. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import org.jspecify.annotations.NullMarked;
