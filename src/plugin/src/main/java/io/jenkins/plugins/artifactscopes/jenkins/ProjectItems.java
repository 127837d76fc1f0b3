package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Jenkins' items by the names that scopes have, as one person sees them. */
public final class ProjectItems {
    private final Jenkins jenkins;
    private final Authentication reader;

    public ProjectItems(Jenkins jenkins, Authentication reader) {
        this.jenkins = jenkins;
        this.reader = reader;
    }

    /**
     * What of this very name has a project scope; empty where there is none, or none that the person may know of: whoever may not see Jenkins at all
     * may see nothing in it.
     */
    public Optional<Item> project(String name) {
        if (!jenkins.hasPermission2(reader, Jenkins.READ)) {
            return Optional.empty();
        }
        try (ACLContext as = ACL.as2(reader)) {
            return Optional.ofNullable(jenkins.getItemByFullName(name))
                    .filter(item -> item.getFullName().equals(name))
                    .filter(ProjectItems::isProject);
        } catch (AccessDeniedException e) {
            // It may be discovered, which is for people who could log in; here it is as if it were not there.
            return Optional.empty();
        }
    }

    private static boolean isProject(Item item) {
        return item instanceof Job<?, ?> job ? RunScopes.project(job) == job : hasBranches(item);
    }

    /** Whether that person may read what the scope has: of a hidden branch nothing. */
    public boolean mayRead(ScopeId scope) {
        return project(scope.project())
                .filter(item -> mayRead(item, scope.workflow().orElse(null)))
                .isPresent();
    }

    /** @param workflow null for what the project has itself */
    public boolean mayRead(Item project, @Nullable String workflow) {
        return may(project, workflow, Item.READ)
                && (!Functions.isArtifactsPermissionEnabled() || may(project, workflow, Run.ARTIFACTS));
    }

    /**
     * What a branch that is gone has left behind goes by the permissions of its project.
     *
     * @param workflow null for what the project has itself
     */
    public boolean may(Item project, @Nullable String workflow, Permission permission) {
        Item holder = workflow == null
                ? project
                : job(project, workflow).<Item>map(job -> job).orElse(project);
        return holder.hasPermission2(reader, permission);
    }

    /** Whether the jobs in it are branches that share its project scope. */
    public static boolean hasBranches(Item item) {
        return item instanceof ItemGroup<?> group
                && ExtensionList.lookup(BranchOwner.class).stream().anyMatch(owner -> owner.ownsBranches(group));
    }

    /**
     * The job that a workflow is a run of.
     *
     * @param workflow as {@link RunScopes#workflow} writes it
     */
    public static Optional<Job<?, ?>> job(Item project, String workflow) {
        int slash = workflow.lastIndexOf('/');
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            Item item = slash < 0 ? project : branch(project, workflow.substring(0, slash));
            return item instanceof Job<?, ?> job ? Optional.of(job) : Optional.empty();
        }
    }

    private static @Nullable Item branch(Item project, String name) {
        Item found = project instanceof ItemGroup<?> group ? group.getItem(name) : null;
        // Jenkins finds it by other names too, in capitals say or decoded; what it has is known by this very name.
        return found != null && found.getName().equals(name) ? found : null;
    }

    /** The run, if there is one now. */
    public static Optional<Run<?, ?>> run(Item project, String workflow) {
        String number = workflow.substring(workflow.lastIndexOf('/') + 1);
        return number.matches("[1-9][0-9]{0,8}")
                ? job(project, workflow).map(job -> job.getBuildByNumber(Integer.parseInt(number)))
                : Optional.empty();
    }
}
