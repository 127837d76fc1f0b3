package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/** A job of a workflow: all its artifacts. */
public record JobView(String title, List<Crumb> trail, SearchForm search, Table table) implements View {}
