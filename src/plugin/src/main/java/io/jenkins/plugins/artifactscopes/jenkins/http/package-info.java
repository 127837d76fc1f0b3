/** The interfaces of core at {@code /artifact-scopes/}, with Jenkins' own authentication and permissions. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.http;

import org.jspecify.annotations.NullMarked;
