/**
 * What pages show: models without a host, and beside each, in the resources, the Jelly fragments that show it. A host lays them out: the
 * server by itself, Jenkins in its own layout. Nothing of a model is HTML; the fragments escape all of it.
 */
@NullMarked
package io.jenkins.plugins.artifactscopes.view;

import org.jspecify.annotations.NullMarked;
