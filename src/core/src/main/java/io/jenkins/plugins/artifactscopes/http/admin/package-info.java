/** Requests of administrators: what holds for all projects, the sweep on demand, who uses the space. */
@NullMarked
package io.jenkins.plugins.artifactscopes.http.admin;

import org.jspecify.annotations.NullMarked;
