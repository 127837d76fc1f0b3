package io.jenkins.plugins.artifactscopes.jenkins.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What administrators can have done. */
public enum Deed {
    SWEEP("Sweep now", "Deletes what has expired, as it is done every hour.", "symbol-trash"),
    PREVIEW("Preview", "Counts what the next sweep would delete, and deletes nothing.", "symbol-view"),
    VERIFY("Verify", "Reads all that is stored, and compares every content with its digest.", "symbol-check"),
    REBUILD(
            "Rebuild the catalog",
            "Makes the lists of artifacts anew from what lies with jobs and runs. Pushes and pulls go on.",
            "symbol-refresh");

    private final String title;
    private final String description;
    private final String symbol;

    Deed(String title, String description, String symbol) {
        this.title = title;
        this.description = description;
        this.symbol = symbol;
    }

    public String getTitle() {
        return title;
    }

    public String getDescription() {
        return description;
    }

    public String getSymbol() {
        return symbol;
    }

    /** As addresses and the audit log write it. */
    public String getWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Deed> of(String word) {
        return Arrays.stream(values())
                .filter(deed -> deed.getWord().equals(word))
                .findFirst();
    }
}
