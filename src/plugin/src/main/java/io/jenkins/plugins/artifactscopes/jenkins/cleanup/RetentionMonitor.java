package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.util.List;

/** Tells administrators that the last sweep failed, wholly or in some scopes, so that a full disk has a reason that can be read. */
@Extension
public final class RetentionMonitor extends AdministrativeMonitor {
    private volatile List<String> failures = List.of();

    static RetentionMonitor get() {
        return ExtensionList.lookupSingleton(RetentionMonitor.class);
    }

    /** @param failures of the last sweep; empty when it went well */
    void tell(List<String> failures) {
        this.failures = List.copyOf(failures);
    }

    /** What went wrong, for people to read. */
    public List<String> getFailures() {
        return failures;
    }

    @Override
    public boolean isActivated() {
        return !failures.isEmpty();
    }

    @Override
    public String getDisplayName() {
        return Messages.RetentionMonitor_displayName();
    }
}
