package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The name that an entry has in a ZIP. Paths are relative and never have {@code ..}, as Unix reads them; a program that takes a backslash
 * for a slash, or {@code c:} for a drive, could be led elsewhere by some: those are written with {@code %5C} and {@code %3A}.
 */
final class ZipName {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private ZipName() {}

    /** The path of an entry as seen from {@code root}; that of {@code root} itself is its own name. */
    static String of(Entry entry, ArtifactPath root) {
        String path = entry.path().equals(root)
                ? root.name()
                : entry.path().relativeTo(root).value();
        return leads(path) ? path.replace("\\", "%5C").replace(":", "%3A") : path;
    }

    private static boolean leads(String path) {
        return path.startsWith("\\")
                || DRIVE.matcher(path).matches()
                || (path.indexOf('\\') >= 0
                        && Arrays.asList(path.split("[/\\\\]")).contains(".."));
    }
}
