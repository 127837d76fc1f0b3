@NullMarked
package io.jenkins.plugins.artifactscopes.view;

import org.jspecify.annotations.NullMarked;
