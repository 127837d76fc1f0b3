/** The records of the ZIP format (PKWARE's APPNOTE 6.3.10), for the segments of a store and for downloads. Knows nothing of either. */
@NullMarked
package io.jenkins.plugins.artifactscopes.zip;

import org.jspecify.annotations.NullMarked;
