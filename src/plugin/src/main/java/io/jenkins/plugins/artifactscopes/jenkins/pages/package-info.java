/**
 * The pages of runs and projects: core's models and fragments within Jenkins' own layout, at its addresses, with its permissions and in the
 * reader's language.
 */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.pages;

import org.jspecify.annotations.NullMarked;
