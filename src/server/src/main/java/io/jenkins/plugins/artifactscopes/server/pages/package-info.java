/** The server's pages: the views of core in a layout of the server's own, signing in, and the way from addresses to views. */
@NullMarked
package io.jenkins.plugins.artifactscopes.server.pages;

import org.jspecify.annotations.NullMarked;
