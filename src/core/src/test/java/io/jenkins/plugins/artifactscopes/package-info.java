@NullMarked
package io.jenkins.plugins.artifactscopes;

import org.jspecify.annotations.NullMarked;
