package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.transfer.UrlQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. Whatever a query says, it asks for something.
 *
 * @param search a part of the names that are wanted, in either case; empty for all
 * @param sort what it is sorted by, or null where the list has its own order
 * @param descending whether the most of it comes first
 * @param page from 1
 */
public record ListRequest(String search, @Nullable Column sort, boolean descending, long page) {
    /** Entries of a page. */
    public static final int PAGE = 100;

    private static final int LONGEST_SEARCH = 1000;
    private static final String SEARCH = "search";
    private static final String SORT = "sort";
    private static final String ORDER = "order";
    private static final String DESCENDING = "descending";
    private static final String NUMBER = "page";

    /** All of a list, in its own order. */
    public static final ListRequest ALL = new ListRequest("", null, false, 1);

    /** The parameters of a query. */
    @FunctionalInterface
    public interface Parameters {
        /** Null or empty where the query does not have it. */
        @Nullable
        String value(String name);
    }

    /** Reads it from a query. */
    public static ListRequest of(Parameters parameters) {
        String search = text(parameters, SEARCH).strip();
        Column sort = Column.of(text(parameters, SORT)).orElse(null);
        String order = text(parameters, ORDER);
        return new ListRequest(
                search.substring(0, Math.min(search.length(), LONGEST_SEARCH)),
                sort,
                order.isEmpty() ? sort != null && sort.downwards() : order.equals(DESCENDING),
                number(text(parameters, NUMBER)));
    }

    private static String text(Parameters parameters, String name) {
        String value = parameters.value(name);
        return value == null ? "" : value;
    }

    private static long number(String text) {
        try {
            // One that is beyond an int is beyond every list.
            return Math.max(1, Math.min(Long.parseLong(text), Integer.MAX_VALUE));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** The same with an order of its own where none is asked for. */
    ListRequest sortedBy(Column column) {
        return sort == null ? new ListRequest(search, column, column.downwards(), page) : this;
    }

    ListRequest page(long number) {
        return new ListRequest(search, sort, descending, number);
    }

    /** The first page sorted by a column; the other way around when it is sorted by that already. */
    ListRequest by(Column column) {
        boolean down = sort == column ? !descending : column.downwards();
        return new ListRequest(search, column, down, 1);
    }

    long offset() {
        return (page - 1) * PAGE;
    }

    /** What is asked for, but the search, for a form to send along. */
    List<HiddenField> order() {
        List<HiddenField> fields = new ArrayList<>(2);
        if (sort != null) {
            fields.add(new HiddenField(SORT, sort.word()));
            fields.add(new HiddenField(ORDER, word()));
        }
        return fields;
    }

    private String word() {
        return descending ? DESCENDING : "ascending";
    }

    /** The address of this part of the list at {@code address}. */
    String at(String address) {
        UrlQuery query = new UrlQuery();
        if (!search.isEmpty()) {
            query = query.with(SEARCH, search);
        }
        if (sort != null) {
            query = query.with(SORT, sort.word()).with(ORDER, word());
        }
        return address + (page == 1 ? query : query.with(NUMBER, Long.toString(page)));
    }
}
