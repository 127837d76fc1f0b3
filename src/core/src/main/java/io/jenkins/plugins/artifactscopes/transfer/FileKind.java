package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;

/** What kind of content a file has, as far as its name tells. */
final class FileKind {
    private static final int MAX_EXTENSION = 12;

    private FileKind() {}

    /** The extension; empty where there is none. */
    static String of(ArtifactPath path) {
        String text = path.value();
        int dot = text.lastIndexOf('.');
        boolean inName = dot > text.lastIndexOf('/') + 1;
        return inName && text.length() - dot <= MAX_EXTENSION ? text.substring(dot + 1) : "";
    }
}
