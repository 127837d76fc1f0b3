package io.jenkins.plugins.artifactscopes.path;

/** A text that can be no path in a scope. */
public final class InvalidPathException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 200;

    InvalidPathException(String path, String why) {
        super("'" + shown(path) + "' " + why
                + ". A path in a scope is relative, with parts separated by '/', such as dist/app.jar.");
    }

    private static String shown(String path) {
        String printable = path.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }
}
