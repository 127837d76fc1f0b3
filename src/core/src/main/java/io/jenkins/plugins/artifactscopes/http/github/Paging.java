package io.jenkins.plugins.artifactscopes.http.github;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, by GitHub's rules: never an error.
 *
 * @param url of the list, without its query
 * @param query as the client wrote it
 * @param size entries of a page, from 1 to 100
 * @param page from 1
 */
record Paging(String url, String query, int size, long page) {
    private static final int USUAL = 30;
    private static final int MOST = 100;

    static Paging of(HttpServletRequest request) {
        String query = request.getQueryString();
        long size = number(request.getParameter("per_page"));
        return new Paging(
                request.getRequestURL().toString(),
                query == null ? "" : query,
                size < 1 ? USUAL : (int) Math.min(size, MOST),
                Math.max(1, number(request.getParameter("page"))));
    }

    private static long number(@Nullable String text) {
        try {
            // One that is beyond an int is beyond every list.
            return text == null ? 0 : Math.min(Long.parseLong(text.strip()), Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    long offset() {
        return (page - 1) * size;
    }

    /** Tells the ways to the other pages, where there are any. */
    void link(HttpServletResponse response, long total) {
        long last = Math.max(1, (total + size - 1) / size);
        List<String> links = new ArrayList<>(4);
        if (page > 1) {
            links.add(link(Math.min(page - 1, last), "prev"));
        }
        if (page < last) {
            links.add(link(page + 1, "next"));
            links.add(link(last, "last"));
        }
        if (page > 1) {
            links.add(link(1, "first"));
        }
        if (!links.isEmpty()) {
            response.setHeader("Link", String.join(", ", links));
        }
    }

    private String link(long to, String relation) {
        List<String> parts = new ArrayList<>();
        boolean placed = false;
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            boolean page = part.equals("page") || part.startsWith("page=");
            if (!page) {
                parts.add(part);
            } else if (!placed) {
                parts.add("page=" + to);
            }
            placed |= page;
        }
        if (!placed) {
            parts.add("page=" + to);
        }
        return "<" + url + "?" + String.join("&", parts) + ">; rel=\"" + relation + "\"";
    }
}
