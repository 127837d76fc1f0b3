package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * A list of artifacts, or of the files and folders in one.
 *
 * @param caption what it lists, for those who do not see where it stands
 * @param expiring whether its lines have an expiry
 * @param note how far it was looked through; empty when it was to its end
 * @param hint what to do when it has no lines
 * @param self the address of just this part of the list, to come back to
 * @param guard what proves that a form came from here
 */
public record Table(
        String caption,
        List<ColumnHead> columns,
        boolean expiring,
        List<Row> rows,
        Pager pager,
        String note,
        String hint,
        String self,
        HiddenField guard) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public boolean filled() {
        return !rows.isEmpty();
    }

    public boolean noted() {
        return !note.isEmpty();
    }
}
