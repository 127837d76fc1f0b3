package io.jenkins.plugins.artifactscopes.server;

import java.nio.file.Path;

/**
 * Where the server keeps everything.
 *
 * @param directory the home itself
 */
record Home(Path directory) {
    /** Plans of pushes that are under way. */
    Path spool() {
        return directory.resolve("artifact-scopes").resolve("pushes");
    }

    /** The engine's own directory, with the catalog and the lock. */
    Path catalog() {
        return directory.resolve("artifact-scopes");
    }

    Path catalogFile() {
        return catalog().resolve("catalog.mv");
    }

    /** The rules of what is kept how long; nothing expires by rule where it is missing. */
    Path retention() {
        return directory.resolve("retention.json");
    }

    /** Who may keep how much; nobody is limited where it is missing. */
    Path quota() {
        return directory.resolve("quota.json");
    }

    /** The policies that projects have of their own. */
    Path projectPolicies() {
        return catalog().resolve("retention");
    }

    /** The policies that what is stored is dated by. */
    Path appliedPolicies() {
        return catalog().resolve("applied-policies");
    }

    /** What was deleted, by whom and why. */
    Path audit() {
        return directory.resolve("audit");
    }

    /** Where the server that has the home listens, as long as it does. */
    Path address() {
        return catalog().resolve("address");
    }

    Path secrets() {
        return directory.resolve("secrets");
    }

    Path adminToken() {
        return secrets().resolve("admin-token");
    }

    Path signingKey() {
        return secrets().resolve("signing-key");
    }

    Path linkKey() {
        return secrets().resolve("link-key");
    }

    /** The one before it, whose links are still good. */
    Path previousLinkKey() {
        return secrets().resolve("link-key.previous");
    }
}
