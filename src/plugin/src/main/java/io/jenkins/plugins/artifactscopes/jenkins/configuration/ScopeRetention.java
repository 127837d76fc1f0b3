package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** How long what is in one kind of scope is kept. */
public final class ScopeRetention extends AbstractDescribableImpl<ScopeRetention> {
    private final String scope;
    private List<AgeRule> rules = new ArrayList<>();
    private String keep = "";
    private String cap = "";
    private String keepLatest = "";

    /** @throws IllegalArgumentException for an unknown scope; the message says which there are */
    @DataBoundConstructor
    public ScopeRetention(@Nullable String scope) {
        this.scope = Scope.of(Entered.required("scope", scope, "'workflow'")).word();
    }

    /** What was stored before there was a field has none. */
    private Object readResolve() {
        rules = Util.fixNull(rules);
        keep = Util.fixNull(keep);
        cap = Util.fixNull(cap);
        keepLatest = Util.fixNull(keepLatest);
        return this;
    }

    public String getScope() {
        return scope;
    }

    /** Of which the first that selects a file decides. */
    public List<AgeRule> getRules() {
        return List.copyOf(rules);
    }

    @DataBoundSetter
    public void setRules(@Nullable List<AgeRule> rules) {
        this.rules = rules == null ? new ArrayList<>() : new ArrayList<>(rules);
    }

    /** How long what no rule selects is kept; empty to leave that open. */
    public String getKeep() {
        return keep;
    }

    @DataBoundSetter
    public void setKeep(@Nullable String keep) {
        this.keep = Entered.stripped(keep);
        Entered.age(this.keep);
    }

    /** The longest that anything is kept; empty for no limit. */
    public String getCap() {
        return cap;
    }

    @DataBoundSetter
    public void setCap(@Nullable String cap) {
        this.cap = Entered.stripped(cap);
        Entered.age(this.cap);
    }

    /** How many of the latest pushes to each name of the project scope stay; empty to leave that open. */
    public String getKeepLatest() {
        return keepLatest;
    }

    /** @throws IllegalArgumentException for another scope than the project's, and for what is no number of pushes */
    @DataBoundSetter
    public void setKeepLatest(@Nullable String count) {
        String text = Entered.stripped(count);
        count(text);
        if (!text.isEmpty() && !scope.equals(Scope.PROJECT.word())) {
            throw new IllegalArgumentException(Messages.ScopeRetention_projectOnly());
        }
        keepLatest = text;
    }

    private static @Nullable Integer count(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > ScopeRules.MAX_LATEST) {
            throw new IllegalArgumentException(
                    Messages.ScopeRetention_count(text, Integer.toString(ScopeRules.MAX_LATEST)));
        }
        return Integer.valueOf(text);
    }

    ScopeRules compiled() {
        return new ScopeRules(
                rules.stream().map(AgeRule::rule).toList(), Entered.age(keep), Entered.age(cap), count(keepLatest));
    }

    /** @throws IllegalArgumentException when two of them are for the same scope */
    static RetentionPolicy policy(List<ScopeRetention> scopes) {
        RetentionPolicy policy = RetentionPolicy.NONE;
        for (ScopeRetention one : scopes) {
            Scope scope = Scope.of(one.scope);
            if (policy.scopes().containsKey(scope)) {
                throw new IllegalArgumentException(Messages.ScopeRetention_twice(one.scope));
            }
            policy = policy.with(scope, one.compiled());
        }
        return policy;
    }

    /** Describes the settings of a scope. */
    @Extension
    @Symbol("scopeRetention")
    public static final class DescriptorImpl extends Descriptor<ScopeRetention> {
        @Override
        public String getDisplayName() {
            return Messages.ScopeRetention_displayName();
        }

        public ListBoxModel doFillScopeItems() {
            ListBoxModel items = new ListBoxModel();
            for (Scope scope : Scope.values()) {
                items.add(scope.word());
            }
            return items;
        }

        @RequirePOST
        public FormValidation doCheckKeep(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> Entered.age(value.strip()));
        }

        @RequirePOST
        public FormValidation doCheckCap(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> Entered.age(value.strip()));
        }

        @RequirePOST
        public FormValidation doCheckKeepLatest(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return Entered.check(item, () -> count(value.strip()));
        }

        /** What would go with the rules, the default and the limits that are entered, whatever is saved. */
        @RequirePOST
        public FormValidation doPreview(@AncestorInPath @Nullable Item item, StaplerRequest2 request) {
            return Entered.answer(item, () -> {
                ScopeRetention entered = new EnteredScope(request).read();
                return new PreviewedChange(Scope.of(entered.getScope()), entered.compiled()).show(item);
            });
        }
    }
}
