package io.jenkins.plugins.artifactscopes.server;

import java.io.PrintStream;
import java.time.Clock;

/**
 * What surrounds a command of the server.
 *
 * @param out takes results
 * @param err takes messages
 * @param clock tells what has expired
 */
record Surroundings(PrintStream out, PrintStream err, Clock clock) {}
