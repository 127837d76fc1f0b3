package io.jenkins.plugins.artifactscopes.view;

import java.util.Locale;

/** What a page can do with an artifact, or with a file or folder in it. */
public enum Action {
    /** Shows the folder, or a preview of the file. */
    OPEN,
    /** Downloads the file. */
    DOWNLOAD,
    /** Downloads it as a ZIP. */
    ZIP,
    /** Gives the picture for a page to show. */
    IMAGE,
    /** Asks whether to delete it; when posted to, deletes it. */
    DELETE,
    /** Keeps the artifact against the rules; by POST only. */
    PIN,
    /** Gives the artifact back to the rules; by POST only. */
    UNPIN;

    /** In lower case, as addresses have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
