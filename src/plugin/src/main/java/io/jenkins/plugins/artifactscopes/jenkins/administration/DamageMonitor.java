package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.util.List;

/** Something that is stored is damaged. */
@Extension
public final class DamageMonitor extends Dismissible {
    @Override
    public String getDisplayName() {
        return Messages.DamageMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !Damages.get().known().isEmpty();
    }

    public List<String> getDamages() {
        return Damages.get().known();
    }

    @Override
    void dismiss() {
        Damages.get().forget();
    }
}
