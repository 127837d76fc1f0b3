package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What names the local file system has and takes. */
final class LocalNames {
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL");
    private static final String WINDOWS_REFUSES = "<>:\"|?*\\";

    private LocalNames() {}

    /**
     * Refuses a name whose bytes Java cannot give back: a scope keeps Unicode.
     *
     * @param name a name or the target of a link, as the file system gave it
     * @param file where it was found
     */
    static void requireUnicode(Path name, Path file) throws TransferFailed {
        String text = name.toString();
        if (!isAscii(text) && !text.isEmpty() && !comesBack(name, text)) {
            throw new TransferFailed("Cannot push " + file + ": its name or target is not valid Unicode"
                    + " in the encoding " + System.getProperty("sun.jnu.encoding")
                    + ". Rename it, or run in a UTF-8 locale.");
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean comesBack(Path name, String text) {
        try {
            return name.getFileSystem().getPath(text).equals(name);
        } catch (InvalidPathException e) {
            // Java cannot write what it read: the name cannot come back.
            return false;
        }
    }

    /** The file at {@code path} below {@code root}; says so when this machine cannot have a file of that name. */
    static Path resolve(Path root, ArtifactPath path) throws TransferFailed {
        if (path.isRoot()) {
            return root;
        }
        if (File.separatorChar == '\\') {
            requireWindows(path);
        }
        try {
            return root.resolve(path.value());
        } catch (InvalidPathException e) {
            throw new TransferFailed("Cannot create '" + path + "' here: " + e.getReason()
                    + ". Leave it out with an exclude, or pull it on another machine.");
        }
    }

    static void requireWindows(ArtifactPath path) throws TransferFailed {
        for (String name : path.names()) {
            if (!isWindowsName(name)) {
                throw new TransferFailed("Cannot create '" + path + "' here: Windows allows no file of the name '"
                        + name + "'. Leave it out with an exclude, or pull it on another machine.");
            }
        }
    }

    static boolean isWindowsName(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        boolean port = stem.length() == 4
                && (stem.startsWith("COM") || stem.startsWith("LPT"))
                && Character.isDigit(stem.charAt(3));
        return !DEVICES.contains(stem)
                && !port
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && name.chars().allMatch(c -> c >= 0x20 && WINDOWS_REFUSES.indexOf(c) < 0);
    }
}
