package io.jenkins.plugins.artifactscopes.server;

import java.nio.file.Path;

/**
 * Where the server keeps everything: {@code secrets/} for what lets people in, {@code data/} for the engine.
 *
 * @param directory the home itself
 */
record Home(Path directory) {
    Path secrets() {
        return directory.resolve("secrets");
    }

    Path adminToken() {
        return secrets().resolve("admin-token");
    }

    Path signingKey() {
        return secrets().resolve("signing-key");
    }
}
