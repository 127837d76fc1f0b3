package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * Workflows, the newest first.
 *
 * @param charted whether a chart of them makes sense
 * @param all the address of the list of all of them; empty when this has all, or is it
 * @param more whether there may be older ones
 */
public record WorkflowTable(List<WorkflowRow> rows, boolean charted, String all, boolean more) {
    public WorkflowTable {
        rows = List.copyOf(rows);
    }

    public boolean filled() {
        return !rows.isEmpty();
    }

    public boolean cut() {
        return !all.isEmpty();
    }
}
