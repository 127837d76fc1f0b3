package io.jenkins.plugins.artifactscopes.transfer;

/**
 * How far a pull has got.
 *
 * @param version of the scope that is being pulled; -1 when nothing has come yet
 * @param files whose content came whole
 * @param bytes of the content of the file after those
 */
public record PullPosition(long version, long files, long bytes) {
    public static final PullPosition START = new PullPosition(-1, 0, 0);
}
