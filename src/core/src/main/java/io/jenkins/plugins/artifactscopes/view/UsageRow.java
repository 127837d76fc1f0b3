package io.jenkins.plugins.artifactscopes.view;

/**
 * What a scope, or some scopes together, take.
 *
 * @param address where they are listed; empty where they are not
 * @param bytes for a chart
 */
public record UsageRow(String title, String address, String amount, String files, String artifacts, long bytes) {
    public boolean opens() {
        return !address.isEmpty();
    }
}
