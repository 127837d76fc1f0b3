package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.model.AdministrativeMonitor;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A warning that can be put away: what it said is not said again, but what is found later is. */
public abstract class Dismissible extends AdministrativeMonitor {
    /** What is said is known now. */
    abstract void dismiss();

    @RequirePOST
    public final HttpResponse doAct() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        dismiss();
        return HttpResponses.redirectViaContextPath("/manage");
    }

    /** Where there is more about it. */
    public final String getPage() {
        return "manage/" + ScopesManagement.URL + "/";
    }
}
