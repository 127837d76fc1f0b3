package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/** A job of a workflow: all its artifacts. */
public record JobView(Texts texts, String title, List<Crumb> trail, SearchForm search, Table table) implements View {}
