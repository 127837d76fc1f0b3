package io.jenkins.plugins.artifactscopes.view;

/**
 * What there is to say of something.
 *
 * @param bytes its size, for people to read
 * @param files how many, for people to read; empty for a single one
 * @param mode the Unix permissions of a file, or empty
 * @param pushed when
 * @param by who pushed it; may be any text
 * @param expires when its artifact goes
 * @param rule why it goes then; empty where that is not known
 * @param digest of a file, or empty
 */
public record Facts(
        String bytes,
        String files,
        String mode,
        TimeText pushed,
        String by,
        TimeText expires,
        String rule,
        String digest) {
    public boolean several() {
        return !files.isEmpty();
    }

    public boolean permitted() {
        return !mode.isEmpty();
    }

    public boolean ruled() {
        return !rule.isEmpty();
    }

    public boolean digested() {
        return !digest.isEmpty();
    }
}
