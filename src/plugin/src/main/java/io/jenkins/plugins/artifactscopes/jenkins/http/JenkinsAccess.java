package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.ShownRuns;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What Jenkins' permissions let a person do, or anybody.
 *
 * @param project that the request names; empty for none
 * @param workflow that the request names
 */
public record JenkinsAccess(
        Authentication person,
        ProjectItems items,
        String project,
        @Nullable String workflow) implements Access {
    /** What the sender of the current request may do, by the permissions of Jenkins alone. */
    public static JenkinsAccess ofCurrent(String project, @Nullable String workflow) {
        Authentication person = Jenkins.getAuthentication2();
        return new JenkinsAccess(person, new ProjectItems(Jenkins.get(), person), project, workflow);
    }

    @Override
    public String name() {
        return person.getName();
    }

    /** What the person may read of the run that the request names counts for what need not be sent, and nothing else of it. */
    @Override
    public Holder holder() {
        boolean reads = workflow != null && mayRead(ScopeId.workflow(project, workflow));
        return new Holder(project, reads ? workflow : null, null);
    }

    @Override
    public boolean mayRead(ScopeId scope) {
        return items.mayRead(scope);
    }

    /** A branch that the person may not read is hidden. */
    @Override
    public boolean mayKnow(ScopeId scope) {
        return items.project(scope.project())
                .filter(item -> items.may(item, scope.workflow().orElse(null), Item.READ))
                .isPresent();
    }

    @Override
    public boolean mayReadAll(String name, @Nullable String of) {
        return items.project(name)
                .filter(item -> items.mayRead(item, of) && (of != null || mayReadBranches(item)))
                .isPresent();
    }

    private boolean mayReadBranches(Item item) {
        if (!(item instanceof ItemGroup<?> group)) {
            return true;
        }
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            return group.getItems().stream()
                    .filter(Job.class::isInstance)
                    .allMatch(branch -> items.mayRead(branch, null));
        }
    }

    /** A job's own scope is written by that job alone. */
    @Override
    public boolean mayWrite(ScopeId scope) {
        return scope.scope() != Scope.JOB
                && mayRead(scope)
                && items.project(scope.project())
                        .filter(item -> scope.workflow()
                                .map(run -> ProjectItems.run(item, run).isPresent())
                                .orElse(true))
                        .filter(item -> items.may(item, scope.workflow().orElse(null), ArtifactPermissions.PUSH))
                        .isPresent();
    }

    @Override
    public void pushing(ScopeId scope) throws IOException {
        ShownRuns.show(scope);
    }

    @Override
    public boolean mayDelete(ScopeId scope) {
        return mayRead(scope)
                && items.project(scope.project())
                        .filter(item -> items.may(item, scope.workflow().orElse(null), ArtifactPermissions.DELETE))
                        .isPresent();
    }

    @Override
    public boolean mayConfigure(String name) {
        return items.project(name)
                .filter(item -> item.hasPermission2(person, Item.CONFIGURE))
                .isPresent();
    }
}
