package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * A workflow: its artifacts and those of its jobs.
 *
 * @param subtitle what else tells it from others, or empty
 * @param jobs some of its jobs, in the order of their names
 * @param moreJobs the address of the page with the jobs that follow; empty for none
 */
public record WorkflowView(
        Texts texts,
        String title,
        String subtitle,
        List<Crumb> trail,
        SearchForm search,
        Table table,
        List<Section> jobs,
        String moreJobs)
        implements View {
    public WorkflowView {
        jobs = List.copyOf(jobs);
    }

    public boolean cut() {
        return !moreJobs.isEmpty();
    }

    /** Whether there is more to say than its name. */
    public boolean detailed() {
        return !subtitle.isEmpty();
    }

    public boolean divided() {
        return !jobs.isEmpty();
    }
}
