/** What administrators see and have done to all that is stored, and what they are warned of. */
@NullMarked
package io.jenkins.plugins.artifactscopes.jenkins.administration;

import org.jspecify.annotations.NullMarked;
