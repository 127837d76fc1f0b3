package io.jenkins.plugins.artifactscopes.view;

/**
 * The head of a column.
 *
 * @param address where the list is sorted by it; empty where it cannot be
 * @param order {@code ascending}, {@code descending} or {@code none}, as ARIA has it
 * @param style the class of its cells
 */
public record ColumnHead(String title, String address, String order, String style) {
    static ColumnHead of(Column column, ListRequest request, String address, Texts texts) {
        String order = column == request.sort() ? (request.descending() ? "descending" : "ascending") : "none";
        return new ColumnHead(column.title(texts), request.by(column).at(address), order, style(column));
    }

    /** Of a list that cannot be sorted. */
    static ColumnHead plain(Column column, Texts texts) {
        return new ColumnHead(column.title(texts), "", "none", style(column));
    }

    private static String style(Column column) {
        return "as-" + column.word() + (column.numeric() ? " as-number" : "");
    }

    public boolean sortable() {
        return !address.isEmpty();
    }

    public boolean sorted() {
        return !order.equals("none");
    }
}
