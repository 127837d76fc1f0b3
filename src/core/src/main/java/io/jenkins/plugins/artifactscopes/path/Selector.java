package io.jenkins.plugins.artifactscopes.path;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob over paths, as people know it from ignore files: {@code *.log} at any depth, {@code /reports/**} from the root,
 * {@code dist/} a directory and all below it.
 *
 * <ul>
 *   <li>Without a {@code /} other than a last one, it selects at any depth; else it counts from the root: {@code a/*}{@code /b}.
 *   <li>A last {@code /} selects directories only, and with them what they hold.
 *   <li>{@code **} as a whole part stands for any number of directories, none included; at the end, for everything inside.
 *   <li>{@code *} stands for any characters of one name, {@code ?} for one, {@code [a-z]} for one of these, {@code [!a-z]} for
 *       one of no such, {@code {a,b}} for either text.
 *   <li>{@code \} before a character takes away its meaning. Upper and lower case differ. A leading dot is nothing special.
 * </ul>
 *
 * <p>A match takes time in proportion to the length of the glob times that of the path at most, whatever they are.
 */
public final class Selector {
    /** Characters of a glob. */
    public static final int MAX_LENGTH = 4096;

    private final String glob;
    private final List<PathPattern> alternatives;

    private Selector(String glob, List<PathPattern> alternatives) {
        this.glob = glob;
        this.alternatives = alternatives;
    }

    /** @throws IllegalArgumentException for what is no glob; the message says what is allowed */
    public static Selector parse(String glob) {
        if (glob.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A selector has at most " + MAX_LENGTH + " characters, this one has "
                    + glob.length() + ": '" + glob.substring(0, 100) + "…'.");
        }
        List<PathPattern> alternatives = new Braces(glob)
                .expanded().stream().map(text -> PathPattern.parse(glob, text)).toList();
        return new Selector(glob, alternatives);
    }

    /**
     * Several globs in one text, with commas between them, blanks around them; a comma in braces or after {@code \} belongs to its glob.
     *
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static List<Selector> list(String globs) {
        List<Selector> selectors = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < globs.length(); at++) {
            char c = globs.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '\\') {
                at++;
            } else if (c == ',' && depth <= 0) {
                addTo(selectors, globs.substring(start, at));
                start = at + 1;
            }
        }
        addTo(selectors, globs.substring(start));
        return List.copyOf(selectors);
    }

    private static void addTo(List<Selector> selectors, String glob) {
        if (!glob.isBlank()) {
            selectors.add(parse(glob.strip()));
        }
    }

    /** Whether the file or link at {@code path} is selected, by itself or by a directory that it is in. */
    public boolean matches(ArtifactPath path) {
        return matches(path, false);
    }

    /** Whether the directory at {@code path} is selected, by itself or by a directory that it is in. */
    public boolean matchesDirectory(ArtifactPath path) {
        return matches(path, true);
    }

    private boolean matches(ArtifactPath path, boolean directory) {
        for (PathPattern alternative : alternatives) {
            if (alternative.selects(path.value(), directory)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selector that && glob.equals(that.glob);
    }

    @Override
    public int hashCode() {
        return glob.hashCode();
    }

    /** The glob as it was written. */
    @Override
    public String toString() {
        return glob;
    }

    static IllegalArgumentException refused(String glob, String why) {
        return new IllegalArgumentException("'" + glob.replaceAll("\\p{Cntrl}", "?") + "' is no selector: " + why
                + " Examples: *.log at any depth, /reports/** from the root, dist/ a directory.");
    }
}
