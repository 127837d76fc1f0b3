package io.jenkins.plugins.artifactscopes.view;

/**
 * A workflow in a list of workflows.
 *
 * @param title such as {@code #7}
 * @param artifacts how many, for people to read
 * @param own what its own scope takes, for people to read, as {@code jobs} for those of its jobs and {@code total} for both
 * @param ownBytes bytes, for a chart
 * @param jobsBytes bytes, for a chart
 * @param time when the newest was first pushed
 */
public record WorkflowRow(
        String title,
        String address,
        String artifacts,
        String own,
        String jobs,
        String total,
        long ownBytes,
        long jobsBytes,
        TimeText time) {}
