package io.jenkins.plugins.artifactscopes.transfer;

/**
 * How large a plan may be that a stranger sends.
 *
 * @param entries files, directories and links
 * @param bytes of the plan itself, before compression
 */
public record PlanLimits(long entries, long bytes) {
    /** Room for a million files with long names. */
    public static final PlanLimits STANDARD = new PlanLimits(2_000_000, 512L << 20);
}
