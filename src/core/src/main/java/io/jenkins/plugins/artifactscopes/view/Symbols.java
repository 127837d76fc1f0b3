package io.jenkins.plugins.artifactscopes.view;

/** The drawings that fragments refer to. */
public record Symbols() {}
