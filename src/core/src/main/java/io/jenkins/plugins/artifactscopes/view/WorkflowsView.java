package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/** All workflows of a project. */
public record WorkflowsView(Texts texts, String title, List<Crumb> trail, WorkflowTable workflows, Pager pager)
        implements View {}
