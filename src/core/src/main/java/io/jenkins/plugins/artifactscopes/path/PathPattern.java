package io.jenkins.plugins.artifactscopes.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A glob over paths without braces: a pattern for each name on the way from the root. */
final class PathPattern {
    private final NamePattern[] names;
    private final boolean directoriesOnly;

    private PathPattern(List<NamePattern> names, boolean directoriesOnly) {
        this.names = names.toArray(NamePattern[]::new);
        this.directoriesOnly = directoriesOnly;
    }

    static PathPattern parse(String glob, String text) {
        if (text.startsWith("!")) {
            throw Selector.refused(glob, "there is no negation; write \\! for a name that begins with '!'.");
        }
        boolean directoriesOnly = text.endsWith("/") && !text.endsWith("\\/");
        String body = text.substring(0, directoriesOnly ? text.length() - 1 : text.length());
        boolean rooted = body.startsWith("/") || body.startsWith("./");
        List<String> parts = parts(body.substring(rooted ? body.indexOf('/') + 1 : 0));
        List<NamePattern> names = new ArrayList<>();
        if (!rooted && parts.size() == 1) {
            names.add(NamePattern.DIRECTORIES);
        }
        for (int i = 0; i < parts.size(); i++) {
            add(names, glob, parts.get(i), i == parts.size() - 1);
        }
        return new PathPattern(names, directoriesOnly);
    }

    private static void add(List<NamePattern> names, String glob, String part, boolean last) {
        if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
            throw Selector.refused(
                    glob,
                    part.isEmpty() ? "a part of it is empty." : "'" + part + "' is the name of nothing in a scope.");
        }
        if (part.equals("**") && !last) {
            if (names.isEmpty() || names.get(names.size() - 1) != NamePattern.DIRECTORIES) {
                names.add(NamePattern.DIRECTORIES);
            }
        } else {
            // A last ** is everything inside, which is each name there and with it what is below.
            names.add(NamePattern.parse(glob, part));
        }
    }

    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '/') {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
            at = c == '[' ? Math.max(at + 1, CharacterClass.end(text, at)) : c == '\\' ? at + 2 : at + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Follows all readings of the pattern at once, name by name, so that no reading is tried twice. */
    boolean selects(String path, boolean directory) {
        boolean[] before = new boolean[names.length + 1];
        boolean[] after = new boolean[names.length + 1];
        reach(before, 0);
        for (int start = 0; start < path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!step(before, after, path, start, end)) {
                return false;
            }
            if (after[names.length] && (!directoriesOnly || directory || slash >= 0)) {
                return true;
            }
            boolean[] swap = before;
            before = after;
            after = swap;
            start = end + 1;
        }
        return false;
    }

    private boolean step(boolean[] before, boolean[] after, String path, int start, int end) {
        Arrays.fill(after, false);
        boolean any = false;
        for (int i = 0; i < names.length; i++) {
            if (before[i]) {
                boolean directories = names[i] == NamePattern.DIRECTORIES;
                if (directories || names[i].matches(path, start, end)) {
                    reach(after, directories ? i : i + 1);
                    any = true;
                }
            }
        }
        return any;
    }

    private void reach(boolean[] states, int state) {
        states[state] = true;
        if (state < names.length && names[state] == NamePattern.DIRECTORIES) {
            states[state + 1] = true;
        }
    }
}
