package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.OptionalJobProperty;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** What holds for one project: its rules come before those for all, no more than the smaller of its quota and that for all is kept, and others may read what it has. */
public final class ArtifactScopesProperty extends OptionalJobProperty<Job<?, ?>> {
    private List<ScopeRetention> retention = new ArrayList<>();
    private String quota = "";
    private String quotaFiles = "";
    /** Null in a configuration that was written before there was sharing. */
    private @Nullable List<String> sharedWith;

    private transient volatile @Nullable RetentionPolicy policy;

    @DataBoundConstructor
    public ArtifactScopesProperty() {
        // Everything is optional, and set by setters.
    }

    /** What was stored before there was a field has none; Jenkins makes no use of what the fields begin with. */
    private Object readResolve() {
        retention = Util.fixNull(retention);
        quota = Util.fixNull(quota);
        quotaFiles = Util.fixNull(quotaFiles);
        return this;
    }

    public List<ScopeRetention> getRetention() {
        return List.copyOf(retention);
    }

    /** @throws IllegalArgumentException when two are for the same scope */
    @DataBoundSetter
    public void setRetention(@Nullable List<ScopeRetention> retention) {
        List<ScopeRetention> changed = retention == null ? new ArrayList<>() : new ArrayList<>(retention);
        policy = ScopeRetention.policy(changed);
        this.retention = changed;
    }

    RetentionPolicy policy() {
        RetentionPolicy known = policy;
        if (known == null) {
            known = ScopeRetention.policy(retention);
            policy = known;
        }
        return known;
    }

    /** How much the project may keep, such as {@code 20 GiB}, if all may keep as much; empty for what holds for all. */
    public String getQuota() {
        return quota;
    }

    @DataBoundSetter
    public void setQuota(@Nullable String size) {
        String text = Entered.stripped(size);
        QuotaText.parse(text, "");
        quota = text;
    }

    /** How many files the project may keep, if all may keep as many; empty for what holds for all. */
    public String getQuotaFiles() {
        return quotaFiles;
    }

    @DataBoundSetter
    public void setQuotaFiles(@Nullable String files) {
        String text = Entered.stripped(files);
        QuotaText.parse("", text);
        quotaFiles = text;
    }

    /** Full names of the projects that may read, and globs over them. */
    public List<String> getSharedWith() {
        return sharedWith == null ? List.of() : List.copyOf(sharedWith);
    }

    /** @throws IllegalArgumentException for what is neither a name nor a glob; the message says what is */
    @DataBoundSetter
    public void setSharedWith(@Nullable List<String> sharedWith) {
        this.sharedWith = SharedWith.parse(sharedWith);
    }

    /** For the form: one on a line. */
    public String getSharedWithText() {
        return String.join("\n", getSharedWith());
    }

    Quota quota(Quota ofAll) {
        Quota own = QuotaText.parse(quota, quotaFiles);
        return new Quota(Math.min(own.bytes(), ofAll.bytes()), Math.min(own.files(), ofAll.files()));
    }

    /** Describes the property. */
    @Extension
    @Symbol("artifactScopes")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ArtifactScopesProperty_displayName();
        }

        /** Null where the form has none. */
        @Override
        public @Nullable JobProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            return EnteredForm.read(getJsonSafeClassName(), () -> super.newInstance(request, form));
        }

        @RequirePOST
        public FormValidation doCheckQuota(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> QuotaText.parse(value.strip(), ""));
        }

        @RequirePOST
        public FormValidation doCheckQuotaFiles(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> QuotaText.parse("", value.strip()));
        }

        @RequirePOST
        public FormValidation doCheckSharedWith(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> SharedWith.parse(List.of(value)));
        }
    }
}
