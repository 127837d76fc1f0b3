package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import org.kohsuke.stapler.MetaClass;

/**
 * Has Jenkins parse a view once, as it does outside of tests. The harness has it parsed for each page, for whoever edits it meanwhile, and half of the time of tests of
 * pages went there.
 */
public final class KeptViews {
    private KeptViews() {}

    /** Called by each Jenkins that starts in this JVM. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED)
    public static void keep() {
        MetaClass.NO_CACHE = false;
    }
}
