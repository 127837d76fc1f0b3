package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Descriptor.FormException;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** The form of the settings for all projects as it was sent. It is looked at as a whole before anything of it is taken over. */
final class EnteredSettings {
    private final StaplerRequest2 request;
    private final JSONObject form;

    EnteredSettings(StaplerRequest2 request, JSONObject form) {
        this.request = request;
        this.form = form;
    }

    /** @throws FormException for the first field that is wrong; the message says what is right */
    List<ScopeRetention> check() throws FormException {
        EnteredForm.read("agentUrl", () -> AgentUrl.parse(text("agentUrl")));
        EnteredForm.read("quota", () -> QuotaText.parse(text("quota"), ""));
        EnteredForm.read("quotaFiles", () -> QuotaText.parse("", text("quotaFiles")));
        EnteredForm.read("lowSpace", () -> QuotaText.parse(text("lowSpace"), ""));
        return EnteredForm.read("retention", () -> {
            List<ScopeRetention> scopes = request.bindJSONToList(ScopeRetention.class, form.opt("retention"));
            ScopeRetention.policy(scopes);
            return scopes;
        });
    }

    private String text(String field) {
        return Entered.stripped(form.optString(field));
    }
}
