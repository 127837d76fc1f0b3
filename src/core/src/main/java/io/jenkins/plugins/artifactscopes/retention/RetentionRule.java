package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;

/**
 * How long some files are kept.
 *
 * @param selector which, by their paths in the scope
 * @param age how long, counted from the push
 */
public record RetentionRule(Selector selector, ExpireIn age) {
    /** As in {@code *.log → 2w}. */
    @Override
    public String toString() {
        return selector + " → " + age;
    }
}
