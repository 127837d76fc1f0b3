package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Who looks at the page. Who may look at Jenkins' own settings need not know of every project. */
record Viewer(Jenkins jenkins, Authentication person) {
    static Viewer current() {
        return new Viewer(Jenkins.get(), Jenkins.getAuthentication2());
    }

    boolean sees(String project) {
        if (project.isEmpty() || jenkins.getACL().hasPermission2(person, Jenkins.ADMINISTER)) {
            return true;
        }
        try (ACLContext as = ACL.as2(person)) {
            return jenkins.getItemByFullName(project) != null;
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    boolean sees(AuditRecord record) {
        return sees(record.place().project()) && sees(record.reader());
    }
}
