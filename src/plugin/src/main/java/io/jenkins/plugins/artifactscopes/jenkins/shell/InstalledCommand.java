package io.jenkins.plugins.artifactscopes.jenkins.shell;

import java.io.Serializable;

/**
 * Where the command is on an agent.
 *
 * @param directory with the launchers; to be on the PATH
 * @param java the home of the Java that the agent runs on
 */
record InstalledCommand(String directory, String java) implements Serializable {}
