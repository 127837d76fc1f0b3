package io.jenkins.plugins.artifactscopes.view;

/**
 * A line of a list of artifacts, or of the files and folders in one.
 *
 * @param name as it is shown
 * @param symbol the drawing for what it is: {@code folder}, {@code file}, {@code image} or {@code link}
 * @param address where it opens; empty where there is nothing to open
 * @param remark what else is to be said of it, or empty
 * @param bytes its size, for people to read
 * @param files how many files, for people to read
 * @param time when it was pushed, or modified
 * @param digest of a single file, or empty
 */
public record Row(
        String name,
        String symbol,
        String address,
        String remark,
        String bytes,
        String files,
        TimeText time,
        TimeText expires,
        String digest,
        boolean pinned,
        Deeds deeds) {
    public boolean opens() {
        return !address.isEmpty();
    }

    public boolean remarked() {
        return !remark.isEmpty();
    }

    public boolean digested() {
        return !digest.isEmpty();
    }
}
