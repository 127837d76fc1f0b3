/** What a project may read of another one, who says so, and what is told to whom when it may not. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import org.jspecify.annotations.NullMarked;
