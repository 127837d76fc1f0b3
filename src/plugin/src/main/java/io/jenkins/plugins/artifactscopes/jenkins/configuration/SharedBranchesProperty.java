package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.ProjectSharing;
import io.jenkins.plugins.artifactscopes.path.FullNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.branch.MultiBranchProject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** With whom a multibranch project shares its project scope, and the workflow scopes of all its branches. */
public final class SharedBranchesProperty extends AbstractFolderProperty<MultiBranchProject<?, ?>> {
    private List<String> sharedWith = new ArrayList<>();

    @DataBoundConstructor
    public SharedBranchesProperty() {
        // Everything is optional, and set by setters.
    }

    /** Full names of the projects that may read, and globs over them. */
    public List<String> getSharedWith() {
        return List.copyOf(sharedWith);
    }

    /** @throws IllegalArgumentException for what is neither a name nor a glob; the message says what is */
    @DataBoundSetter
    public void setSharedWith(@Nullable List<String> sharedWith) {
        this.sharedWith = SharedWith.parse(sharedWith);
    }

    /** For the form: one on a line. */
    public String getSharedWithText() {
        return String.join("\n", sharedWith);
    }

    /** Describes the property. */
    @OptionalExtension(requirePlugins = {"cloudbees-folder", "branch-api"})
    @Symbol("artifactScopes")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return "Artifact scopes";
        }

        @RequirePOST
        public FormValidation doCheckSharedWith(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> SharedWith.parse(List.of(value)));
        }
    }

    /** What such a property says. */
    @OptionalExtension(requirePlugins = {"cloudbees-folder", "branch-api"})
    public static final class BranchSharing implements ProjectSharing {
        @Override
        public Optional<String> entry(Item project, String reader) {
            SharedBranchesProperty property = project instanceof MultiBranchProject<?, ?> branches
                    ? branches.getProperties().get(SharedBranchesProperty.class)
                    : null;
            return property == null
                    ? Optional.empty()
                    : FullNames.parse(property.getSharedWith()).having(reader);
        }
    }
}
