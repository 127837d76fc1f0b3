package io.jenkins.plugins.artifactscopes.view;

/**
 * The artifacts of one job on its workflow's page.
 *
 * @param job its name
 * @param address its own page
 * @param more what its own page has more; empty for nothing
 */
public record Section(String job, String address, Table table, String more) {
    public boolean cut() {
        return !more.isEmpty();
    }
}
