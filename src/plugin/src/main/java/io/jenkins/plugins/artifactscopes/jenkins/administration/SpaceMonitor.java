package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.ComputerSet;
import hudson.model.Job;
import hudson.node_monitors.DiskSpaceMonitor;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

/** Little space is left on a disk that artifacts lie on. */
@Extension
public final class SpaceMonitor extends Dismissible {
    /** What the node monitor has where nothing is configured. */
    private static final long USUAL = 1L << 30;

    private volatile List<Localizable> low = List.of();
    private volatile boolean dismissed;

    static SpaceMonitor get() {
        return ExtensionList.lookupSingleton(SpaceMonitor.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.SpaceMonitor_displayName();
    }

    /** Looks at the disks. Once there is space again, the next time there is not is told again. */
    void look() {
        long threshold = threshold();
        List<Localizable> found = new ArrayList<>();
        for (File directory : directories()) {
            long left = directory.getUsableSpace();
            // A directory that is not there has 0, and so has a disk that is full.
            if (directory.exists() && left < threshold) {
                found.add(Messages._SpaceMonitor_left(Amount.bytes(left), directory, Amount.bytes(threshold)));
            }
        }
        low = List.copyOf(found);
        dismissed = dismissed && !found.isEmpty();
    }

    private static long threshold() {
        return ArtifactScopesConfiguration.get().lowSpace().orElseGet(SpaceMonitor::ofNodeMonitor);
    }

    private static long ofNodeMonitor() {
        Computer controller = Jenkins.get().toComputer();
        DiskSpaceMonitor monitor = ComputerSet.getMonitors().get(DiskSpaceMonitor.class);
        return monitor == null || controller == null ? USUAL : monitor.getThresholdBytes(controller);
    }

    /** Jobs, and with them project scopes, and builds may lie on different disks. */
    private static List<File> directories() {
        File root = Jenkins.get().getRootDir();
        // Where builds are differs by the job's name alone, so that one job stands for all.
        Iterator<Job> jobs = Jenkins.get().allItems(Job.class).iterator();
        File builds = jobs.hasNext() ? jobs.next().getBuildDir() : root;
        return builds.toPath().startsWith(root.toPath()) ? List.of(root) : List.of(root, builds);
    }

    @Override
    public boolean isActivated() {
        return !dismissed && !low.isEmpty();
    }

    public List<Localizable> getLow() {
        return low;
    }

    @Override
    void dismiss() {
        dismissed = true;
    }
}
