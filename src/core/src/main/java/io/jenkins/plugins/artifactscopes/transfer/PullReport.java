package io.jenkins.plugins.artifactscopes.transfer;

import java.time.Duration;
import java.util.List;

/**
 * What a pull did.
 *
 * @param files how many files were written
 * @param bytes their content
 * @param wireBytes what came in for it, after compression; 0 within one process
 * @param refused links that point outside the directory that was pulled into, and were not created: at most 20 of them, as
 *     {@code path -> target}
 * @param refusedCount how many such links there were
 * @param took from the request to the last rename
 */
public record PullReport(
        long files, long bytes, long wireBytes, List<String> refused, long refusedCount, Duration took) {}
