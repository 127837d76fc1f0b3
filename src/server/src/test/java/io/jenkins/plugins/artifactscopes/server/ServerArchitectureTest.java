package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.ArchitectureTest;

/** Holds the arrows of this module's packages. */
public class ServerArchitectureTest extends ArchitectureTest {}
