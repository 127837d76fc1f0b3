package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Functions;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Who looks at the page. Who may look at Jenkins' own settings need not know of every project. */
record Viewer(Jenkins jenkins, Authentication person) {
    static Viewer current() {
        return new Viewer(Jenkins.get(), Jenkins.getAuthentication2());
    }

    boolean administers() {
        return jenkins.getACL().hasPermission2(person, Jenkins.ADMINISTER);
    }

    /** Whether there is such a project. */
    boolean sees(String project) {
        return project.isEmpty() || administers() || item(project) != null;
    }

    /** What artifacts the project has. */
    boolean seesIn(String project) {
        if (project.isEmpty() || administers()) {
            return true;
        }
        Item item = item(project);
        return item != null
                && (!Functions.isArtifactsPermissionEnabled() || item.hasPermission2(person, Run.ARTIFACTS));
    }

    private @Nullable Item item(String project) {
        try (ACLContext as = ACL.as2(person)) {
            return jenkins.getItemByFullName(project);
        } catch (AccessDeniedException e) {
            return null;
        }
    }

    boolean sees(AuditRecord record) {
        return seesIn(record.place().project()) && sees(record.reader());
    }
}
