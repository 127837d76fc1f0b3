package io.jenkins.plugins.artifactscopes.transfer;

/**
 * What a plan adds up to.
 *
 * @param entries files, directories and links
 * @param files files
 * @param links links
 * @param bytes content of the files
 */
record PlanTotals(long entries, long files, long links, long bytes) {}
