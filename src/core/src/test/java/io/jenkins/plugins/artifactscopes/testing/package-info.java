@NullMarked
package io.jenkins.plugins.artifactscopes.testing;

import org.jspecify.annotations.NullMarked;
