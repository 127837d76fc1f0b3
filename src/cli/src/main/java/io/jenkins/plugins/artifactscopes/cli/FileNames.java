package io.jenkins.plugins.artifactscopes.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Names of files under a locale that cannot say them. Java reads such a name as question marks, and would store it so: better
 * a refusal that tells how to set the locale.
 */
final class FileNames {
    private static final char UNREADABLE = '\uFFFD';

    private final Shell shell;
    private final String encoding;

    FileNames(Shell shell) {
        this(shell, System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    FileNames(Shell shell, String encoding) {
        this.shell = shell;
        this.encoding = encoding;
    }

    /** A path as an argument names it. */
    Path path(String argument) throws IOException {
        refuseUnreadable(argument);
        try {
            return shell.directory().resolve(argument);
        } catch (InvalidPathException e) {
            throw new IOException(refusal(argument), e);
        }
    }

    /** Refuses a tree with a name that the locale cannot say; costs nothing where it can say all. */
    void check(Path tree) throws IOException {
        if (saysAll()) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                refuseUnreadable(directory.toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                refuseUnreadable(file.toString());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void refuseUnreadable(String name) throws IOException {
        if (!saysAll() && name.indexOf(UNREADABLE) >= 0) {
            throw new IOException(refusal(name));
        }
    }

    private boolean saysAll() {
        return Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }

    String refusal(String name) {
        return "The name '" + name + "' cannot be said in this locale's encoding, " + encoding
                + ". Set a UTF-8 locale, such as LC_ALL=C.UTF-8, and try again.";
    }
}
