@NullMarked
package io.jenkins.plugins.artifactscopes.catalog;

import org.jspecify.annotations.NullMarked;
