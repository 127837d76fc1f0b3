package io.jenkins.plugins.artifactscopes.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a list can be sorted by. */
public enum Column {
    NAME("Name", false),
    BYTES("Size", true),
    FILES("Files", true),
    PUSHED("Pushed", true),
    MODIFIED("Modified", true),
    EXPIRES("Expires", false);

    private final String title;
    private final boolean downwards;

    Column(String title, boolean downwards) {
        this.title = title;
        this.downwards = downwards;
    }

    public String title() {
        return title;
    }

    /** Whether people want the most of it first. */
    boolean downwards() {
        return downwards;
    }

    /** Whether it holds numbers, which are set to the right. */
    boolean numeric() {
        return this == BYTES || this == FILES;
    }

    /** As addresses have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Column> of(String word) {
        return Arrays.stream(values())
                .filter(column -> column.word().equals(word))
                .findFirst();
    }
}
