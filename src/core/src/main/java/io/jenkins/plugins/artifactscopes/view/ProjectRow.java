package io.jenkins.plugins.artifactscopes.view;

/** A project in a list of projects; all for people to read. */
public record ProjectRow(String name, String address, String artifacts, String files, String bytes) {}
