package io.jenkins.plugins.artifactscopes.view;

/**
 * The addresses of what can be done with something; empty for what cannot, or may not.
 *
 * @param pin to be posted to, as {@code unpin} is
 */
public record Deeds(String download, String zip, String pin, String unpin, String delete) {
    static final Deeds NONE = new Deeds("", "", "", "", "");

    public boolean downloadable() {
        return !download.isEmpty();
    }

    public boolean zippable() {
        return !zip.isEmpty();
    }

    public boolean pinnable() {
        return !pin.isEmpty();
    }

    public boolean unpinnable() {
        return !unpin.isEmpty();
    }

    public boolean deletable() {
        return !delete.isEmpty();
    }
}
