package io.jenkins.plugins.artifactscopes.store.disk;

import java.nio.file.Path;

/** What lies where in the directory of a scope. No other class builds such a path. */
record DiskLayout(Path directory) {
    static final String MANIFEST = "manifest.jsonl";

    Path manifest() {
        return directory.resolve(MANIFEST);
    }

    /** The manifest that is being written to replace the other. */
    Path nextManifest() {
        return directory.resolve("manifest.next");
    }

    Path segments() {
        return directory.resolve("segments");
    }

    Path segment(long number) {
        return segments().resolve(number + ".zip");
    }

    Path files() {
        return directory.resolve("files");
    }

    Path file(long number) {
        return files().resolve(Long.toString(number));
    }

    Path content(Place place) {
        return place.isSegment() ? segment(place.number()) : file(place.number());
    }

    /** One journal for each push under way. */
    Path staging() {
        return directory.resolve("staging");
    }

    Path staged(String key) {
        return staging().resolve(key + ".jsonl");
    }

    /** Names the large file that a push under way is receiving. */
    Path partial(String key) {
        return staging().resolve(key + ".partial");
    }

    /** The number that a content's file name says, or -1 for a foreign file. */
    static long number(Path content) {
        String name = String.valueOf(content.getFileName());
        String digits = name.endsWith(".zip") ? name.substring(0, name.length() - ".zip".length()) : name;
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
    }
}
