@NullMarked
package io.jenkins.plugins.artifactscopes.path;

import org.jspecify.annotations.NullMarked;
