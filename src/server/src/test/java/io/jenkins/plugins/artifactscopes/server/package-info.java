@NullMarked
package io.jenkins.plugins.artifactscopes.server;

import org.jspecify.annotations.NullMarked;
