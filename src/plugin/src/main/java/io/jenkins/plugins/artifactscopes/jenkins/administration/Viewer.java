package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.audit.AuditPlace;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Who looks at the page. Who may look at Jenkins' own settings need not know of every project. */
record Viewer(Jenkins jenkins, Authentication person) {
    /** As records name a build, and whom it runs as. */
    private static final Pattern BUILD = Pattern.compile("(.+?) #\\d+(?: as .*)?", Pattern.DOTALL);

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

    /** What artifacts the scope has. */
    boolean mayRead(ScopeId scope) {
        return administers() || items().mayRead(scope);
    }

    private ProjectItems items() {
        return new ProjectItems(jenkins, person);
    }

    private @Nullable Item item(String project) {
        try (ACLContext as = ACL.as2(person)) {
            return jenkins.getItemByFullName(project);
        } catch (AccessDeniedException e) {
            return null;
        }
    }

    boolean sees(AuditRecord record) {
        return administers() || (seesIn(record.place()) && sees(record.reader()) && seesJob(record.by()));
    }

    private boolean seesIn(AuditPlace place) {
        if (place.project().isEmpty()) {
            return true;
        }
        Item item = item(place.project());
        @Nullable String workflow = place.workflow().isEmpty() ? null : place.workflow();
        return item != null && items().mayRead(item, workflow);
    }

    /** If it was a build that did something, its job; one that is gone goes by where it was done. */
    private boolean seesJob(String by) {
        Matcher build = BUILD.matcher(by);
        return !build.matches()
                || item(build.group(1)) != null
                || new Viewer(jenkins, ACL.SYSTEM2).item(build.group(1)) == null;
    }
}
