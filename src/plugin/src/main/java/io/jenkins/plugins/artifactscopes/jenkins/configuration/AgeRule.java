package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.EnteredAge;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.retention.RetentionRule;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** How long the files are kept that a glob selects. */
public final class AgeRule extends AbstractDescribableImpl<AgeRule> {
    private final String selector;
    private final String keep;

    /** @throws IllegalArgumentException for a glob or an age that is none; the message says what is */
    @DataBoundConstructor
    public AgeRule(@Nullable String selector, @Nullable String keep) {
        this.selector = Entered.required("selector", selector, "'*.log'");
        this.keep = Entered.required("keep", keep, "'30d'");
        rule();
    }

    public String getSelector() {
        return selector;
    }

    public String getKeep() {
        return keep;
    }

    RetentionRule rule() {
        return new RetentionRule(Selector.parse(selector), ExpireIn.parse(keep));
    }

    /** Describes a rule. */
    @Extension
    @Symbol("ageRule")
    public static final class DescriptorImpl extends Descriptor<AgeRule> {
        @Override
        public String getDisplayName() {
            return Messages.AgeRule_displayName();
        }

        @RequirePOST
        public FormValidation doCheckSelector(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> Selector.parse(value.strip()));
        }

        @RequirePOST
        public FormValidation doCheckKeep(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> EnteredAge.parse(value.strip()));
        }
    }
}
