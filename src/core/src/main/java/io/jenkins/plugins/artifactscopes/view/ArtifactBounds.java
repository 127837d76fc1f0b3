package io.jenkins.plugins.artifactscopes.view;

import java.time.Duration;

/**
 * How far a page goes to find the artifacts that it is asked for.
 *
 * @param listed how many can be paged to in an order that has no index
 * @param looked how many are looked at
 * @param time after which no more are looked at
 */
record ArtifactBounds(int listed, long looked, Duration time) {
    /** For a page of its own. */
    static final ArtifactBounds PAGE = new ArtifactBounds(10_000, Long.MAX_VALUE, Duration.ofSeconds(2));

    /** For one of several lists on a page. */
    static final ArtifactBounds GLANCE = new ArtifactBounds(1000, 1000, Duration.ofSeconds(2));
}
