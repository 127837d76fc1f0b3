@NullMarked
package io.jenkins.plugins.artifactscopes.store.disk;

import org.jspecify.annotations.NullMarked;
