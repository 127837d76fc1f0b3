package io.jenkins.plugins.artifactscopes.transfer;

/**
 * How much of a push has arrived.
 *
 * @param entries of the plan, from its start
 * @param bytes of the file that comes next
 */
public record PushPosition(long entries, long bytes) {}
