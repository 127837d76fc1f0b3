package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.path.Printable;

/** Names as pages show them: what would be unseen, or would turn the text around it, is spelt out. */
final class ShownName {
    private ShownName() {}

    static String of(String name) {
        return Printable.of(name);
    }
}
