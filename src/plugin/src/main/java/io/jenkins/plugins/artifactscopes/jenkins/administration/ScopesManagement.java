package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import hudson.Util;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.UsageHistory;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** <em>Manage Jenkins → Artifact scopes</em>: who uses the space, what can be done about it, and what was done. */
@Extension
@Symbol("artifactScopesAdministration")
public final class ScopesManagement extends ManagementLink implements StaplerProxy {
    static final String URL = "artifact-scopes-administration";

    @Override
    public @Nullable String getIconFileName() {
        return Jenkins.get().hasAnyPermission(Jenkins.MANAGE, Jenkins.SYSTEM_READ) ? "symbol-file-tray" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ScopesManagement_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.ScopesManagement_description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    /** Either of two is enough, which cannot be said here; the page itself asks for one of them. */
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.READ;
    }

    @Override
    public Object getTarget() {
        Jenkins.get().checkAnyPermission(Jenkins.MANAGE, Jenkins.SYSTEM_READ);
        return this;
    }

    /** Whether the viewer may have something done. */
    public boolean isManaged() {
        return Jenkins.get().hasPermission(Jenkins.MANAGE);
    }

    private static SpaceTable table() throws IOException {
        Catalog catalog = ScopeService.get().catalog();
        return new SpaceTable(catalog, ScopeService.settings().quotas(), Viewer.current());
    }

    public List<SpaceRow> getKinds() throws IOException {
        return table().kinds();
    }

    public List<SpaceRow> getProjects() throws IOException {
        return table().projects();
    }

    /** The project whose scopes are shown; empty for none. */
    public String getProject() {
        return Util.fixNull(Stapler.getCurrentRequest2().getParameter("project"));
    }

    public List<SpaceRow> getScopes() throws IOException {
        return table().scopes(getProject());
    }

    public String encoded(String text) {
        return Util.rawEncode(text);
    }

    /** Of the project that is shown, if the viewer may see it; else of all. */
    public SpaceChart getChart() throws IOException {
        UsageHistory history = ScopeService.get().catalog().history();
        boolean one = !getProject().isEmpty() && Viewer.current().sees(getProject());
        return new SpaceChart(one ? history.points(getProject()) : history.total(), Instant.now());
    }

    public Deed[] getDeeds() {
        return Deed.values();
    }

    /** What is under way, or was last. */
    public @Nullable UpkeepJob getJob() {
        return Upkeep.get().latest();
    }

    public AuditView getLog() throws IOException {
        return AuditView.of(Stapler.getCurrentRequest2());
    }

    /** Begins what is asked for, unless something is under way; the page shows which it is. */
    @RequirePOST
    public HttpResponse doBegin(@QueryParameter String deed) throws IOException {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        Deed wanted = Deed.of(Util.fixNull(deed)).orElse(null);
        if (wanted == null) {
            return HttpResponses.errorWithoutStack(400, Messages.ScopesManagement_noDeed());
        }
        Upkeep.get().begin(wanted, Jenkins.getAuthentication2().getName());
        return HttpResponses.redirectTo(".");
    }

    /** Ends what is under way, soon. */
    @RequirePOST
    public HttpResponse doStop() {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        Upkeep.get().stop();
        return HttpResponses.redirectTo(".");
    }
}
