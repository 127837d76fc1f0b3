/** Who did what to artifacts that is worth knowing later: records in bounded files, written as things happen and read newest first. */
@NullMarked
package io.jenkins.plugins.artifactscopes.audit;

import org.jspecify.annotations.NullMarked;
