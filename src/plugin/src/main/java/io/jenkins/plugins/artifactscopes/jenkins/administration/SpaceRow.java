package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.catalog.Usage;

/** A line of a table, as whoever looks reads it. */
public final class SpaceRow {
    private final String name;
    private final ShownAmount amount;
    private final String quota;

    SpaceRow(String name, Usage usage, String quota) {
        this.name = name;
        this.amount = new ShownAmount(usage.files(), usage.bytes());
        this.quota = quota;
    }

    /** Empty where the viewer may not know it. */
    public String getName() {
        return name;
    }

    public String getBytes() {
        return amount.size();
    }

    /** How many files, in a column that says so. */
    public String getFiles() {
        return amount.number();
    }

    /** How many files, in words. */
    public String getCount() {
        return amount.count();
    }

    /** How full the quota is; empty where there is none. */
    public String getQuota() {
        return quota;
    }
}
