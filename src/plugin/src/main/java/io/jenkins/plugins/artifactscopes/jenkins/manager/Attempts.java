package io.jenkins.plugins.artifactscopes.jenkins.manager;

import java.util.UUID;

/** Names pushes, each differently. */
final class Attempts {
    private Attempts() {}

    /** 32 of {@code [0-9a-f]}. */
    static String next() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
