package io.jenkins.plugins.artifactscopes.transfer;

/** Hears how a transfer gets on, often, and on any thread. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    /**
     * @param done bytes of content so far
     * @param total bytes of content in all
     */
    void advanced(long done, long total);
}
