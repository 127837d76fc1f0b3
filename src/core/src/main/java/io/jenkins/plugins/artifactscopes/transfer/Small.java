package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.ScopePush;

/** What counts as a small file: one that is held in memory as a whole. */
final class Small {
    private Small() {}

    static boolean is(PlanEntry file) {
        return file.size() <= ScopePush.SMALL;
    }
}
