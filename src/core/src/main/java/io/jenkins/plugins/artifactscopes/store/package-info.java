@NullMarked
package io.jenkins.plugins.artifactscopes.store;

import org.jspecify.annotations.NullMarked;
