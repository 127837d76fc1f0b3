@NullMarked
package io.jenkins.plugins.artifactscopes.retention;

import org.jspecify.annotations.NullMarked;
