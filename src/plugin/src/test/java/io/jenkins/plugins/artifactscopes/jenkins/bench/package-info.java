/** The benchmark against Jenkins' own steps. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.bench;

import org.jspecify.annotations.NullMarked;
