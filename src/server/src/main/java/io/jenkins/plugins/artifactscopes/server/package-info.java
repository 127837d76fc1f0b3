/** The core behind an embedded Jetty: the product without Jenkins. */
@NullMarked
package io.jenkins.plugins.artifactscopes.server;

import org.jspecify.annotations.NullMarked;
