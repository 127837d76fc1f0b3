package io.jenkins.plugins.artifactscopes.transfer;

/** What counts as a small file: one that is held in memory as a whole. */
final class Small {
    /** Bytes. */
    static final int MAX = 1 << 20;

    private Small() {}

    static boolean is(PlanEntry file) {
        return file.size() <= MAX;
    }
}
