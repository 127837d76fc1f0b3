/** Puts the parts together: a store on disk, its catalog and its retention, as one thing that a host opens and closes. */
@NullMarked
package io.jenkins.plugins.artifactscopes.engine;

import org.jspecify.annotations.NullMarked;
