package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.transfer.Amount;

/**
 * Where a page is in its list.
 *
 * @param words such as {@code 101 to 200 of 1,050 artifacts}
 * @param first the address of the first page; empty when this is it, and so for the others
 */
public record Pager(String words, String first, String previous, String next, String last) {
    /**
     * @param shown entries on this page
     * @param total entries of the list
     * @param one what an entry is called
     */
    static Pager of(ListRequest request, int shown, long total, String one, String address) {
        long last = Math.max(1, (total + ListRequest.PAGE - 1) / ListRequest.PAGE);
        long page = request.page();
        String words = shown == 0 || total == shown
                ? Amount.count(total, one)
                : number(request.offset() + 1) + " to " + number(request.offset() + shown) + " of "
                        + Amount.count(total, one);
        return new Pager(
                words,
                page > 1 ? request.page(1).at(address) : "",
                page > 1 ? request.page(Math.min(page - 1, last)).at(address) : "",
                page < last ? request.page(page + 1).at(address) : "",
                page < last ? request.page(last).at(address) : "");
    }

    private static String number(long number) {
        String counted = Amount.count(number, "");
        return counted.substring(0, counted.indexOf(' '));
    }

    /** Of a list that needs none. */
    static Pager none() {
        return new Pager("", "", "", "", "");
    }

    /** Whether there is anything to say. */
    public boolean worded() {
        return !words.isEmpty();
    }

    /** Whether there are other pages. */
    public boolean paged() {
        return !previous.isEmpty() || !next.isEmpty();
    }

    public boolean started() {
        return !previous.isEmpty();
    }

    public boolean ended() {
        return next.isEmpty();
    }
}
