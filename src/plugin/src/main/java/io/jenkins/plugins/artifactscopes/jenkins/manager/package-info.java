/** Jenkins' own artifacts and stashes of a build, kept in its scopes. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.manager;

import org.jspecify.annotations.NullMarked;
