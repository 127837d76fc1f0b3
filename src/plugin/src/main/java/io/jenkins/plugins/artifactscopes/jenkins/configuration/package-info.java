/** What administrators and projects choose, and what follows from it. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import org.jspecify.annotations.NullMarked;
