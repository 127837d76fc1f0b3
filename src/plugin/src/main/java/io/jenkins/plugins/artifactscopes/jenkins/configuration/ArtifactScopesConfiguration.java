package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.jenkins.agent.AgentAddress;
import io.jenkins.plugins.artifactscopes.jenkins.agent.DirectTransfers;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ReachingAgents;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** What holds for all projects. */
@Extension
@Symbol("artifactScopes")
public final class ArtifactScopesConfiguration extends GlobalConfiguration implements AgentAddress {
    private boolean directTransfer = true;
    private String agentUrl = "";
    private boolean provideCommand;
    private boolean keepLatestSuccessful;
    private List<ScopeRetention> retention = new ArrayList<>();
    private String quota = "";
    private String quotaFiles = "";
    private String lowSpace = "";
    private transient volatile @Nullable RetentionPolicy policy;

    public ArtifactScopesConfiguration() {
        load();
    }

    public static ArtifactScopesConfiguration get() {
        return ExtensionList.lookupSingleton(ArtifactScopesConfiguration.class);
    }

    /** Whether agents transfer over HTTP where they can. */
    public boolean isDirectTransfer() {
        return directTransfer;
    }

    @DataBoundSetter
    public void setDirectTransfer(boolean directTransfer) {
        this.directTransfer = directTransfer;
        save();
    }

    /** Where agents reach Jenkins; empty for the URL of Jenkins itself. */
    public String getAgentUrl() {
        return agentUrl;
    }

    /** @throws IllegalArgumentException for what is no such address; the message says what is */
    @DataBoundSetter
    public void setAgentUrl(@Nullable String url) {
        agentUrl = AgentUrl.parse(Entered.stripped(url));
        save();
        DirectTransfers.get().forget();
        ReachingAgents.get().forget();
    }

    /** The address that agents transfer with, with a slash at its end; empty where they do not or none is known. */
    @Override
    public Optional<String> agentAddress() {
        return commandAddress().filter(known -> directTransfer);
    }

    /** The address that the command on agents uses, which has no other way; with a slash at its end, empty where none is known. */
    public Optional<String> commandAddress() {
        String url = agentUrl.isEmpty() ? Jenkins.get().getRootUrl() : agentUrl;
        return Optional.ofNullable(url).map(known -> known.endsWith("/") ? known : known + "/");
    }

    /** Whether every node block has the {@code artifact} command. */
    public boolean isProvideCommand() {
        return provideCommand;
    }

    @DataBoundSetter
    public void setProvideCommand(boolean provide) {
        this.provideCommand = provide;
        save();
    }

    /** Whether what the latest successful run of each job has left does not expire. */
    public boolean isKeepLatestSuccessful() {
        return keepLatestSuccessful;
    }

    @DataBoundSetter
    public void setKeepLatestSuccessful(boolean keep) {
        this.keepLatestSuccessful = keep;
        save();
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
        save();
        RetentionChanges.get().ofAll();
    }

    RetentionPolicy policy() {
        RetentionPolicy known = policy;
        if (known == null) {
            known = ScopeRetention.policy(retention);
            policy = known;
        }
        return known;
    }

    /** How much each project may keep, such as {@code 20 GiB}; empty for no limit. */
    public String getQuota() {
        return quota;
    }

    @DataBoundSetter
    public void setQuota(@Nullable String size) {
        String text = Entered.stripped(size);
        QuotaText.parse(text, "");
        quota = text;
        save();
    }

    /** How many files each project may keep; empty for no limit. */
    public String getQuotaFiles() {
        return quotaFiles;
    }

    @DataBoundSetter
    public void setQuotaFiles(@Nullable String files) {
        String text = Entered.stripped(files);
        QuotaText.parse("", text);
        quotaFiles = text;
        save();
    }

    /** How much space is little, such as {@code 5 GiB}; empty for what the node monitor of disk space has. */
    public String getLowSpace() {
        return lowSpace;
    }

    @DataBoundSetter
    public void setLowSpace(@Nullable String size) {
        String text = Entered.stripped(size);
        QuotaText.parse(text, "");
        lowSpace = text;
        save();
    }

    /** Bytes; empty where nothing is configured. */
    public Optional<Long> lowSpace() {
        return lowSpace.isEmpty()
                ? Optional.empty()
                : Optional.of(QuotaText.parse(lowSpace, "").bytes());
    }

    Quota quota() {
        return QuotaText.parse(quota, quotaFiles);
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<ScopeRetention> entered = new EnteredSettings(request, form).check();
        try (BulkChange all = new BulkChange(this)) {
            // A list that has become empty is not in the form at all.
            setRetention(entered);
            request.bindJSON(this, form);
            all.commit();
        } catch (IOException e) {
            throw new FormException("The settings could not be saved: " + e.getMessage(), e, "");
        }
        return true;
    }

    @RequirePOST
    public FormValidation doCheckAgentUrl(@QueryParameter String value) {
        return Entered.check(null, () -> AgentUrl.parse(value.strip()));
    }

    @RequirePOST
    public FormValidation doCheckQuota(@QueryParameter String value) {
        return Entered.check(null, () -> QuotaText.parse(value.strip(), ""));
    }

    @RequirePOST
    public FormValidation doCheckLowSpace(@QueryParameter String value) {
        return Entered.check(null, () -> QuotaText.parse(value.strip(), ""));
    }

    @RequirePOST
    public FormValidation doCheckQuotaFiles(@QueryParameter String value) {
        return Entered.check(null, () -> QuotaText.parse("", value.strip()));
    }
}
