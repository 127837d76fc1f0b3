package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import io.jenkins.plugins.artifactscopes.path.FullNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projects that may read, as people enter them: one on a line, or a list. */
final class SharedWith {
    private SharedWith() {}

    /**
     * @param entries each with one or more lines; blank ones are passed over
     * @throws IllegalArgumentException for what is neither a name nor a glob; the message says what is
     */
    static List<String> parse(@Nullable List<String> entries) {
        List<String> names = new ArrayList<>();
        for (String entry : entries == null ? List.<String>of() : entries) {
            entry.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(names::add);
        }
        FullNames.parse(names);
        return names;
    }
}
