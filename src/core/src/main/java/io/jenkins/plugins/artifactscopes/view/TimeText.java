package io.jenkins.plugins.artifactscopes.view;

/**
 * A time as people read it.
 *
 * @param words such as {@code in 13 days}, {@code never}
 * @param exact to the second, for those who want to know; empty where there is no time
 * @param machine ISO 8601; empty where there is no time
 */
public record TimeText(String words, String exact, String machine) {
    /** Words where there is no time. */
    static TimeText none(String words) {
        return new TimeText(words, "", "");
    }

    public boolean known() {
        return !machine.isEmpty();
    }
}
