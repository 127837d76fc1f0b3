package io.jenkins.plugins.artifactscopes.path;

import java.util.ArrayList;
import java.util.List;

/** Writes out {@code {a,b}} of a glob: one text for each way to choose. */
final class Braces {
    /** Bounds what a short hostile glob can grow to. */
    private static final int MAX_ALTERNATIVES = 64;

    private static final int MAX_DEPTH = 8;

    private final String glob;

    Braces(String glob) {
        this.glob = glob;
    }

    List<String> expanded() {
        return expanded(glob, 0);
    }

    private List<String> expanded(String text, int depth) {
        int open = find(text, 0, '{');
        if (open < 0) {
            return List.of(text);
        }
        if (depth == MAX_DEPTH * MAX_ALTERNATIVES) {
            throw tooMany();
        }
        int close = closing(text, open);
        List<String> all = new ArrayList<>();
        for (String choice : choices(text, open + 1, close)) {
            all.addAll(expanded(text.substring(0, open) + choice + text.substring(close + 1), depth + 1));
            if (all.size() > MAX_ALTERNATIVES) {
                throw tooMany();
            }
        }
        return all;
    }

    private int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at = next(text, at)) {
            if (text.charAt(at) == '{') {
                depth++;
            } else if (text.charAt(at) == '}' && --depth == 0) {
                return at;
            }
        }
        throw Selector.refused(glob, "it has a '{' without '}'; write \\{ for the character itself.");
    }

    private static List<String> choices(String text, int from, int to) {
        List<String> choices = new ArrayList<>();
        int start = from;
        int depth = 0;
        for (int at = from; at < to; at = next(text, at)) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                choices.add(text.substring(start, at));
                start = at + 1;
            }
        }
        choices.add(text.substring(start, to));
        return choices;
    }

    private static int find(String text, int from, char wanted) {
        for (int at = from; at < text.length(); at = next(text, at)) {
            if (text.charAt(at) == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** The next character with a meaning: escapes and {@code [...]} are stepped over. */
    private static int next(String text, int at) {
        if (text.charAt(at) == '\\') {
            return at + 2;
        }
        if (text.charAt(at) == '[') {
            int end = CharacterClass.end(text, at);
            return end < 0 ? at + 1 : end;
        }
        return at + 1;
    }

    private IllegalArgumentException tooMany() {
        return Selector.refused(glob, "its braces stand for more than " + MAX_ALTERNATIVES + " texts.");
    }
}
