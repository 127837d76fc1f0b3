package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.ArchitectureTest;

/** Holds the arrows of this module's packages. */
public class CliArchitectureTest extends ArchitectureTest {}
