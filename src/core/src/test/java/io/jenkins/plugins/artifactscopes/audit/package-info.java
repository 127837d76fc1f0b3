@NullMarked
package io.jenkins.plugins.artifactscopes.audit;

import org.jspecify.annotations.NullMarked;
