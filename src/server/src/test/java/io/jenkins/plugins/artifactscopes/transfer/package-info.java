/** Bytes that only the real client makes. */
@NullMarked
package io.jenkins.plugins.artifactscopes.transfer;

import org.jspecify.annotations.NullMarked;
