package io.jenkins.plugins.artifactscopes.view;

/**
 * A step on the way to a page.
 *
 * @param address empty for the page itself
 */
public record Crumb(String text, String address) {
    /** Whether it can be gone to. */
    public boolean linked() {
        return !address.isEmpty();
    }
}
