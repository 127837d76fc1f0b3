@NullMarked
package io.jenkins.plugins.artifactscopes.http;

import org.jspecify.annotations.NullMarked;
