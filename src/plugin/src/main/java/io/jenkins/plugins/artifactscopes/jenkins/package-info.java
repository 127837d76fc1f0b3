/** What ties the engine to a controller: where scopes lie, whose they are, and what happens to them when jobs and runs change. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins;

import org.jspecify.annotations.NullMarked;
