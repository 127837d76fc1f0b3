package io.jenkins.plugins.artifactscopes.jenkins.administration;

/** A line of a table, as it is shown. */
public final class SpaceRow {
    private final String name;
    private final String bytes;
    private final String files;
    private final String quota;

    SpaceRow(String name, String bytes, String files, String quota) {
        this.name = name;
        this.bytes = bytes;
        this.files = files;
        this.quota = quota;
    }

    /** Empty where the viewer may not know it. */
    public String getName() {
        return name;
    }

    public String getBytes() {
        return bytes;
    }

    public String getFiles() {
        return files;
    }

    /** How full the quota is; empty where there is none. */
    public String getQuota() {
        return quota;
    }
}
