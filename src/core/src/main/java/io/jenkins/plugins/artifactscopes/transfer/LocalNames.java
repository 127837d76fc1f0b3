package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names the local file system has and takes. */
public final class LocalNames {
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

    /**
     * What somebody means who wrote {@code path}, or took it from a scope. Windows reads a name of a scope such as {@code ..\x} or {@code C:} as
     * a way out of the directory.
     *
     * @throws TransferFailed when this machine cannot have a file of that name; the message says what to write
     */
    public static Path below(Path directory, ArtifactPath path) throws TransferFailed {
        return find("use", directory, path, "Name something below the working directory, with / between its names");
    }

    /** The file at {@code path} below {@code root}; says so when this machine cannot have a file of that name. */
    static Path resolve(Path root, ArtifactPath path) throws TransferFailed {
        return find("create", root, path, "Leave it out with an exclude, or pull it on another machine");
    }

    private static Path find(String verb, Path root, ArtifactPath path, String advice) throws TransferFailed {
        String refused = isOfWindows(root) ? refusedByWindows(path) : null;
        if (refused != null) {
            throw new TransferFailed("Cannot " + verb + " '" + path + "' here: Windows allows no file of the name '"
                    + refused + "'. " + advice + ".");
        }
        try {
            return path.isRoot() ? root : root.resolve(path.value());
        } catch (InvalidPathException e) {
            throw new TransferFailed("Cannot " + verb + " '" + path + "' here: " + e.getReason() + ". " + advice + ".");
        }
    }

    private static @Nullable String refusedByWindows(ArtifactPath path) {
        return path.names().stream()
                .filter(name -> !isWindowsName(name))
                .findFirst()
                .orElse(null);
    }

    static boolean isOfWindows(Path path) {
        return path.getFileSystem().getSeparator().equals("\\");
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
