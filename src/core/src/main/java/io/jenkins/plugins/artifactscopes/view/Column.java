package io.jenkins.plugins.artifactscopes.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a list can be sorted by. */
public enum Column {
    NAME(false),
    BYTES(true),
    FILES(true),
    PUSHED(true),
    MODIFIED(true),
    EXPIRES(false);

    private final boolean downwards;

    Column(boolean downwards) {
        this.downwards = downwards;
    }

    String title(Texts texts) {
        return texts.of(this == BYTES ? "size" : word());
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
