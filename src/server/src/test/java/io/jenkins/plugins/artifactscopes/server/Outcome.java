package io.jenkins.plugins.artifactscopes.server;

/**
 * How a process ended.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Outcome(int status, String out, String err) {}
