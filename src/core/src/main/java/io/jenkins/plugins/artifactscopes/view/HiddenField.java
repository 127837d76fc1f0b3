package io.jenkins.plugins.artifactscopes.view;

/** A field that a form sends along unseen. */
public record HiddenField(String name, String value) {}
