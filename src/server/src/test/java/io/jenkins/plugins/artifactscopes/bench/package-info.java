/** What {@code mvn -q -Pbench} runs: our work against that of plain tools, in the same run. */
@NullMarked
package io.jenkins.plugins.artifactscopes.bench;

import org.jspecify.annotations.NullMarked;
