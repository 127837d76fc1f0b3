@NullMarked
package io.jenkins.plugins.artifactscopes.scope;

import org.jspecify.annotations.NullMarked;
