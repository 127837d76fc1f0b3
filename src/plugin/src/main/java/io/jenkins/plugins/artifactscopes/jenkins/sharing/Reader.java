package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.Functions;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.Permission;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * The build that wants to read.
 *
 * @param as whom it runs as; {@link ACL#SYSTEM2} where it runs as nobody in particular
 */
record Reader(Run<?, ?> run, Authentication as) {
    /** The job that others share with; of a matrix the whole. */
    Job<?, ?> job() {
        Job<?, ?> job = run.getParent();
        return job.getParent() instanceof Job<?, ?> whole ? whole : job;
    }

    String project() {
        return job().getFullName();
    }

    /** For people to read. */
    String name() {
        String build = run.getParent().getFullName() + " #" + run.getNumber();
        return isUser() ? build + " as " + as.getName() : build;
    }

    /** Builds that run with the rights of Jenkins itself may do everything, which says nothing of what their authors may. */
    boolean isUser() {
        return !ACL.SYSTEM2.equals(as);
    }

    /** Whether the job reads from itself. */
    boolean is(Item item) {
        return run.getParent().equals(item) || job().equals(item);
    }

    boolean mayRead(Item item) {
        return isUser() && sees(as, item, Item.READ) && missing(item).isEmpty();
    }

    /** The permission that somebody who sees the item lacks. */
    Optional<Permission> missing(Item item) {
        if (!item.hasPermission2(as, Item.READ)) {
            return Optional.of(Item.READ);
        }
        boolean lacks = Functions.isArtifactsPermissionEnabled() && !item.hasPermission2(as, Run.ARTIFACTS);
        return lacks ? Optional.of(Run.ARTIFACTS) : Optional.empty();
    }

    /** Whether the build, whose log others may read too, is told that there is such an item. */
    boolean mayKnow(Item item) {
        return (isUser() && sees(as, item, Item.DISCOVER)) || sees(Jenkins.ANONYMOUS2, item, Item.DISCOVER);
    }

    /** With the folders that it is in. */
    private static boolean sees(Authentication who, Item item, Permission permission) {
        if (!item.hasPermission2(who, permission)) {
            return false;
        }
        for (ItemGroup<?> in = item.getParent(); in instanceof Item folder; in = folder.getParent()) {
            if (!folder.hasPermission2(who, permission)) {
                return false;
            }
        }
        return true;
    }
}
