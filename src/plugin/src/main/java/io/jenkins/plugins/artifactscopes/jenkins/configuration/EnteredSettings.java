package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Descriptor.FormException;
import java.util.List;
import java.util.function.Supplier;
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
        check("agentUrl", () -> AgentUrl.parse(text("agentUrl")));
        check("quota", () -> QuotaText.parse(text("quota"), ""));
        check("quotaFiles", () -> QuotaText.parse("", text("quotaFiles")));
        check("lowSpace", () -> QuotaText.parse(text("lowSpace"), ""));
        return check("retention", () -> {
            List<ScopeRetention> scopes = request.bindJSONToList(ScopeRetention.class, form.opt("retention"));
            ScopeRetention.policy(scopes);
            return scopes;
        });
    }

    private String text(String field) {
        return Entered.stripped(form.optString(field));
    }

    private static <T> T check(String field, Supplier<T> reading) throws FormException {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            Throwable reason = reason(e);
            throw new FormException(String.valueOf(reason.getMessage()), reason, field);
        }
    }

    /** Stapler says of what it could not make what it was to be made of; what was wrong with that is the cause. */
    private static Throwable reason(IllegalArgumentException failure) {
        Throwable reason = failure;
        while (String.valueOf(reason.getMessage()).startsWith("Failed to ")
                && reason.getCause() instanceof IllegalArgumentException cause) {
            reason = cause;
        }
        return reason;
    }
}
