package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.util.List;
import jenkins.branch.MultiBranchProject;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * What holds for a multibranch project. It is not for the branches' own properties to say, because a Jenkinsfile sets those, and that of a
 * change request is its author's.
 */
public final class MultibranchScopesProperty extends AbstractFolderProperty<MultiBranchProject<?, ?>> {
    private final ArtifactScopesProperty settings;
    private boolean changeRequestsWrite;

    @DataBoundConstructor
    public MultibranchScopesProperty() {
        this(new ArtifactScopesProperty());
    }

    MultibranchScopesProperty(ArtifactScopesProperty settings) {
        this.settings = settings;
    }

    ArtifactScopesProperty settings() {
        return settings;
    }

    /** Whether builds of change requests may change the project scope. */
    public boolean isChangeRequestsWrite() {
        return changeRequestsWrite;
    }

    @DataBoundSetter
    public void setChangeRequestsWrite(boolean write) {
        this.changeRequestsWrite = write;
    }

    public List<ScopeRetention> getRetention() {
        return settings.getRetention();
    }

    /** @throws IllegalArgumentException when two are for the same scope */
    @DataBoundSetter
    public void setRetention(@Nullable List<ScopeRetention> retention) {
        settings.setRetention(retention);
    }

    public String getQuota() {
        return settings.getQuota();
    }

    @DataBoundSetter
    public void setQuota(@Nullable String size) {
        settings.setQuota(size);
    }

    public String getQuotaFiles() {
        return settings.getQuotaFiles();
    }

    @DataBoundSetter
    public void setQuotaFiles(@Nullable String files) {
        settings.setQuotaFiles(files);
    }

    /** Full names of the projects that may read, and globs over them. */
    public List<String> getSharedWith() {
        return settings.getSharedWith();
    }

    /** @throws IllegalArgumentException for what is neither a name nor a glob; the message says what is */
    @DataBoundSetter
    public void setSharedWith(@Nullable List<String> sharedWith) {
        settings.setSharedWith(sharedWith);
    }

    /** For the form: one on a line. */
    public String getSharedWithText() {
        return settings.getSharedWithText();
    }

    /** Describes the property. */
    @OptionalExtension(requirePlugins = {"cloudbees-folder", "branch-api"})
    @Symbol("artifactScopes")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MultibranchScopesProperty_displayName();
        }

        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            return EnteredForm.read(getJsonSafeClassName(), () -> super.newInstance(request, form));
        }

        @RequirePOST
        public FormValidation doCheckSharedWith(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> SharedWith.parse(List.of(value)));
        }

        @RequirePOST
        public FormValidation doCheckQuota(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> QuotaText.parse(value.strip(), ""));
        }

        @RequirePOST
        public FormValidation doCheckQuotaFiles(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> QuotaText.parse("", value.strip()));
        }
    }
}
