package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.view.Action;
import io.jenkins.plugins.artifactscopes.view.Addresses;

/** Pages below those of Jenkins: a project's below its item, a workflow's and its jobs' below the run. */
final class JenkinsAddresses implements Addresses {
    /** What the pages are called below an item or a run. */
    static final String NAME = "artifact-scopes";

    private final String root;
    private final Item project;
    private final String own;

    /**
     * @param root the context path
     * @param own the address of the page that is looked at, where things are done with artifacts too
     */
    JenkinsAddresses(String root, Item project, String own) {
        this.root = root;
        this.project = project;
        this.own = own;
    }

    /** The address of the pages of an item or run. */
    static String of(String root, String url) {
        return root + "/" + url + NAME;
    }

    @Override
    public String project() {
        return of(root, project.getUrl());
    }

    @Override
    public String workflows() {
        return project() + "/runs";
    }

    /** Found without the run, because a list has many. */
    @Override
    public String workflow(String workflow) {
        String number = workflow.substring(workflow.lastIndexOf('/') + 1);
        return ProjectItems.job(project, workflow)
                .map(Job::getUrl)
                .map(url -> of(root, url + number + "/"))
                .orElseGet(this::project);
    }

    @Override
    public String job(String workflow, String job) {
        return workflow(workflow) + "/jobs/" + Util.rawEncode(job);
    }

    @Override
    public String artifact(Action action, long artifact, ArtifactPath path) {
        StringBuilder address = new StringBuilder(own + "/artifacts/" + artifact + "/" + action.word());
        path.names().forEach(name -> address.append('/').append(Util.rawEncode(name)));
        return address.toString();
    }
}
