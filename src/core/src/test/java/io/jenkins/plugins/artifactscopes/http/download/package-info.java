@NullMarked
package io.jenkins.plugins.artifactscopes.http.download;

import org.jspecify.annotations.NullMarked;
