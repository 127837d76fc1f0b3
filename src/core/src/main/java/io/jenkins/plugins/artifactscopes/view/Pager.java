package io.jenkins.plugins.artifactscopes.view;

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
     * @param what an entry is, as {@link Texts#count} has it
     */
    static Pager of(ListRequest request, int shown, long total, String what, String address, Texts texts) {
        long last = Math.max(1, (total + ListRequest.PAGE - 1) / ListRequest.PAGE);
        long page = request.page();
        String words = shown == 0 || total == shown
                ? texts.count(total, what)
                : texts.of(
                        "page.part",
                        texts.number(request.offset() + 1),
                        texts.number(request.offset() + shown),
                        texts.count(total, what));
        return new Pager(
                words,
                page > 1 ? request.page(1).at(address) : "",
                page > 1 ? request.page(Math.min(page - 1, last)).at(address) : "",
                page < last ? request.page(page + 1).at(address) : "",
                page < last ? request.page(last).at(address) : "");
    }

    /** Of a list whose length nobody counts: each page only knows where the next one begins. */
    static Pager downwards(String words, String first, String next) {
        return new Pager(words, first, "", next, "");
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
        return started() || !ended();
    }

    public boolean started() {
        return !first.isEmpty();
    }

    /** Whether it is known where the page before this one begins. */
    public boolean backwards() {
        return !previous.isEmpty();
    }

    /** Whether it is known where the last page begins. */
    public boolean forwards() {
        return !last.isEmpty();
    }

    public boolean ended() {
        return next.isEmpty();
    }
}
