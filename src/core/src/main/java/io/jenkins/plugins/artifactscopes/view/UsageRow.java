package io.jenkins.plugins.artifactscopes.view;

/**
 * What a scope, or some scopes together, take.
 *
 * @param address where they are listed; empty where they are not
 * @param bytes for a chart
 */
public record UsageRow(String title, String address, String amount, String files, String artifacts, long bytes) {
    /** What {@link #files} counts. */
    public String filesNoun() {
        return FileRows.noun(files, "file");
    }

    /** What {@link #artifacts} counts. */
    public String artifactsNoun() {
        return FileRows.noun(artifacts, "artifact");
    }

    public boolean opens() {
        return !address.isEmpty();
    }
}
