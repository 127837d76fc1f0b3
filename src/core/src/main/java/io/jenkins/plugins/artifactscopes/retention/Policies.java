package io.jenkins.plugins.artifactscopes.retention;

/** The policies of today. Quick, and safe for use by many threads. */
@FunctionalInterface
public interface Policies {
    EffectivePolicy of(String project);
}
