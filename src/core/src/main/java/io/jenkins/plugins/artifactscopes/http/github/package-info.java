@NullMarked
package io.jenkins.plugins.artifactscopes.http.github;

import org.jspecify.annotations.NullMarked;
