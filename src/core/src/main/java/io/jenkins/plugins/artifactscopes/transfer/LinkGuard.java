package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Decides whether a link may be created: only if it cannot lead out of the directory that is pulled into, also through other links, those
 * that are created after it included.
 *
 * <p>A target climbs only from where the link is, and through directories that are no links; what it passes after that goes down. A link that
 * lies on its way is judged by the same rule, whether it is there already or is still to come, so the way never leaves the directory.
 *
 * <p>On Windows {@code \} separates names too, and a name that no file can have, such as {@code C:}, may begin a way from elsewhere.
 */
final class LinkGuard {
    private static final int MAX_LINKS = 40;

    private final Path root;
    private final boolean windows;

    /** @param root the directory that is pulled into */
    LinkGuard(Path root) {
        this.root = root;
        this.windows = LocalNames.isOfWindows(root);
    }

    /** Whether {@code target} is safe in a link that lies in {@code directory}, which is a real directory at or below the root. */
    boolean allows(Path directory, String target) throws IOException {
        return allows(directory, target, MAX_LINKS) && staysInside(directory.resolve(target));
    }

    /** As things stand; a way through links that lay in the destination before may lead further than the names tell. */
    private boolean staysInside(Path place) throws IOException {
        return !Files.exists(place) || place.toRealPath().startsWith(root.toRealPath());
    }

    private boolean allows(Path directory, String target, int links) throws IOException {
        String way = windows ? target.replace('\\', '/') : target;
        if (links == 0 || way.startsWith("/")) {
            return false;
        }
        Path at = directory;
        boolean surelyDirectory = true;
        for (String name : way.split("/", -1)) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                Path parent = at.getParent();
                if (!surelyDirectory || at.equals(root) || parent == null) {
                    return false;
                }
                at = parent;
                continue;
            }
            if (windows && !LocalNames.isWindowsName(name)) {
                return false;
            }
            at = at.resolve(name);
            if (surelyDirectory && Files.isSymbolicLink(at) && !leadsInside(at, links)) {
                return false;
            }
            surelyDirectory = surelyDirectory && Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
        }
        return true;
    }

    private boolean leadsInside(Path link, int links) throws IOException {
        Path parent = link.getParent();
        return parent != null && allows(parent, Files.readSymbolicLink(link).toString(), links - 1);
    }
}
