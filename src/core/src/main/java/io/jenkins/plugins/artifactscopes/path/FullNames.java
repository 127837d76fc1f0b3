package io.jenkins.plugins.artifactscopes.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Full names of projects, such as {@code team/app}, and globs over them. A name means just that project, nothing below it: who shares with
 * {@code team/repo} shares with none of its branches, which somebody else may open.
 *
 * <ul>
 *   <li>{@code *} stands for any characters of one name, {@code ?} for one, {@code [a-z]} for one of these, {@code {a,b}} for either text:
 *       {@code team/*} is everything right in the folder.
 *   <li>{@code **} as a whole part stands for any number of folders; at the end, for everything inside at whatever depth.
 *   <li>{@code \} before a character takes away its meaning. Upper and lower case differ.
 * </ul>
 */
public final class FullNames {
    /** Characters that make a glob of a name, unless they are escaped. */
    private static final String MEANINGS = "*?[{";

    private final List<Glob> globs;

    private FullNames(List<Glob> globs) {
        this.globs = globs;
    }

    /** @throws IllegalArgumentException for what is neither a name nor a glob; the message says what is allowed */
    public static FullNames parse(List<String> texts) {
        return new FullNames(texts.stream().map(FullNames::glob).toList());
    }

    private static Glob glob(String text) {
        if (text.length() > Selector.MAX_LENGTH || text.startsWith("/") || text.endsWith("/")) {
            throw refused(text);
        }
        List<List<NamePattern>> alternatives = new ArrayList<>();
        for (String alternative : new Braces(text).expanded()) {
            List<NamePattern> parts = new ArrayList<>();
            for (String part : PathPattern.parts(alternative)) {
                if (part.isBlank() || part.equals(".") || part.equals("..")) {
                    throw refused(text);
                }
                parts.add(part.equals("**") ? NamePattern.DIRECTORIES : NamePattern.parse(text, part));
            }
            alternatives.add(parts);
        }
        return new Glob(text, alternatives);
    }

    private static IllegalArgumentException refused(String text) {
        String shown = text.substring(0, Math.min(100, text.length())).replaceAll("\\p{Cntrl}", "?");
        return new IllegalArgumentException(
                "'" + shown + "' is no full name of a project and no glob over them. Examples: team/app, team/* for all"
                        + " that are right in the folder, team/** for all below it.");
    }

    /**
     * The same entries after a project, or a folder with all below it, got another name. Names follow it. Globs stay as they are, because they
     * mean whatever there is at their place.
     */
    public static List<String> renamed(List<String> texts, String from, String to) {
        return texts.stream()
                .map(text -> name(text)
                        .filter(name -> name.equals(from) || name.startsWith(from + "/"))
                        .map(name -> escaped(to + name.substring(from.length())))
                        .orElse(text))
                .toList();
    }

    /** The name that an entry is; empty for a glob. */
    private static Optional<String> name(String text) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (MEANINGS.indexOf(c) >= 0) {
                return Optional.empty();
            }
            boolean escape = c == '\\' && at + 1 < text.length();
            name.append(escape ? text.charAt(++at) : c);
        }
        return Optional.of(name.toString());
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            text.append(c == '\\' || MEANINGS.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return text.toString();
    }

    /** The first of them that has this project, as it was written. */
    public Optional<String> having(String fullName) {
        String[] names = fullName.split("/", -1);
        return globs.stream()
                .filter(glob -> glob.alternatives.stream().anyMatch(parts -> matches(parts, names)))
                .map(Glob::text)
                .findFirst();
    }

    /** Going back to the last {@code **} only is enough, as with the stars of one name. */
    private static boolean matches(List<NamePattern> parts, String[] names) {
        int part = 0;
        int at = 0;
        int folders = -1;
        int resume = 0;
        while (at < names.length) {
            if (part < parts.size() && parts.get(part) == NamePattern.DIRECTORIES) {
                folders = part++;
                resume = at;
            } else if (part < parts.size() && parts.get(part).matches(names[at], 0, names[at].length())) {
                part++;
                at++;
            } else if (folders >= 0) {
                at = ++resume;
                part = folders + 1;
            } else {
                return false;
            }
        }
        return part == parts.size();
    }

    private record Glob(String text, List<List<NamePattern>> alternatives) {}
}
