package io.jenkins.plugins.artifactscopes.transfer;

/** A plan exceeds its {@link PlanLimits}. */
public final class PlanTooLarge extends MalformedTransfer {
    private static final long serialVersionUID = 1;

    PlanTooLarge(String message) {
        super(message);
    }
}
