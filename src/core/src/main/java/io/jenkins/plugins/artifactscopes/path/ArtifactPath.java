package io.jenkins.plugins.artifactscopes.path;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The name of an artifact or of a file in it: relative to its scope, {@code /}-separated, never leaving the scope.
 *
 * <p>Any name that a Unix file system allows is a valid part: 1 to 255 bytes of UTF-8 without {@code /} and NUL, and
 * neither {@code .} nor {@code ..}. A path has at most 4,096 bytes. Names are compared as they are: no case folding and no Unicode
 * normalization.
 *
 * <p>The order is that of a tree: a directory comes right before what is in it, and a subtree is one range.
 */
public final class ArtifactPath implements Comparable<ArtifactPath> {
    /** The whole scope, written {@code .}. */
    public static final ArtifactPath ROOT = new ArtifactPath("");

    /** Bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 255;

    /** Bytes of UTF-8. */
    public static final int MAX_BYTES = 4096;

    private final String path;

    private ArtifactPath(String path) {
        this.path = path;
    }

    /**
     * Reads a path as people write it: {@code .} and the empty text are the whole scope, a leading {@code ./} and a
     * trailing {@code /} are allowed.
     *
     * @throws InvalidPathException when it is absolute, leaves the scope or cannot be kept; the message says what is allowed
     */
    public static ArtifactPath parse(String text) {
        String path = text;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.isEmpty() || path.equals(".") ? ROOT : of(path);
    }

    /**
     * The path of exactly these parts.
     *
     * @throws InvalidPathException as {@link #parse} does, and for the short forms that people write
     */
    public static ArtifactPath of(String path) {
        if (path.length() > MAX_BYTES || utf8Length(path) > MAX_BYTES) {
            throw new InvalidPathException(path, "is longer than " + MAX_BYTES + " bytes");
        }
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            checkName(path, start, end);
            if (slash < 0) {
                return new ArtifactPath(path);
            }
            start = slash + 1;
        }
    }

    private static void checkName(String path, int start, int end) {
        if (start == end) {
            throw new InvalidPathException(
                    path, path.startsWith("/") ? "is absolute" : path.isEmpty() ? "is empty" : "has an empty part");
        }
        String name = path.substring(start, end);
        if (name.equals("..")) {
            throw new InvalidPathException(path, "leaves the scope by '..'");
        }
        if (name.equals(".")) {
            throw new InvalidPathException(path, "has a part '.'");
        }
        if (name.indexOf('\0') >= 0) {
            throw new InvalidPathException(path, "has a NUL character");
        }
        if (name.length() > MAX_NAME_BYTES
                || (name.length() * 3 > MAX_NAME_BYTES && utf8Length(name) > MAX_NAME_BYTES)) {
            throw new InvalidPathException(path, "has a name longer than " + MAX_NAME_BYTES + " bytes");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
                    throw new InvalidPathException(path, "is not valid Unicode");
                }
                return;
            }
        }
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return length;
    }

    public boolean isRoot() {
        return path.isEmpty();
    }

    /** The last part; empty for the root. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The first part, which is the name of the artifact; empty for the root. */
    public String artifact() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** The directory that this is in; the root for an artifact's name and for the root itself. */
    public ArtifactPath parent() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? ROOT : new ArtifactPath(path.substring(0, slash));
    }

    /**
     * What is called {@code name} in this directory.
     *
     * @throws InvalidPathException when {@code name} is no valid name
     */
    public ArtifactPath child(String name) {
        if (name.indexOf('/') >= 0) {
            throw new InvalidPathException(name, "is not one name");
        }
        return of(isRoot() ? name : path + "/" + name);
    }

    /** {@code below} under this directory. */
    public ArtifactPath resolve(ArtifactPath below) {
        if (isRoot()) {
            return below;
        }
        return below.isRoot() ? this : of(path + "/" + below.path);
    }

    /**
     * This path as seen from {@code ancestor}; the root when they are equal.
     *
     * @throws IllegalArgumentException when this is not at or below {@code ancestor}
     */
    public ArtifactPath relativeTo(ArtifactPath ancestor) {
        if (!isAtOrBelow(ancestor)) {
            throw new IllegalArgumentException(this + " is not below " + ancestor);
        }
        if (ancestor.isRoot()) {
            return this;
        }
        return path.length() == ancestor.path.length()
                ? ROOT
                : new ArtifactPath(path.substring(ancestor.path.length() + 1));
    }

    public boolean isAtOrBelow(ArtifactPath ancestor) {
        return ancestor.isRoot()
                || (path.startsWith(ancestor.path)
                        && (path.length() == ancestor.path.length() || path.charAt(ancestor.path.length()) == '/'));
    }

    /** The parts from the top; none for the root. */
    public List<String> names() {
        return isRoot() ? List.of() : List.of(path.split("/", -1));
    }

    /** The parts joined by {@code /}; empty for the root. */
    public String value() {
        return path;
    }

    @Override
    public int compareTo(ArtifactPath other) {
        return compare(path, other.path);
    }

    /** The order of a tree over {@link #value() values}. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // '/' sorts before every other character, so that a subtree is one range.
                return x == '/' ? -1 : y == '/' ? 1 : x - y;
            }
        }
        return a.length() - b.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArtifactPath that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** As people write it: {@code .} for the root. */
    @Override
    public String toString() {
        return isRoot() ? "." : path;
    }
}
