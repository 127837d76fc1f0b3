package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * Searches a list by name.
 *
 * @param address where it searches, without a query
 * @param label what it searches
 * @param text what was searched for; empty for nothing
 * @param kept what is sent along
 */
public record SearchForm(String address, String label, String text, List<HiddenField> kept) {
    static SearchForm of(ListRequest request, String address, String label) {
        return new SearchForm(address, label, request.search(), request.order());
    }

    public boolean active() {
        return !text.isEmpty();
    }
}
