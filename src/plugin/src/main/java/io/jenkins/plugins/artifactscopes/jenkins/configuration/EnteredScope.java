package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The settings of a scope as they are in a form that is not saved yet: {@code scope}, {@code keep}, {@code cap} and {@code keepLatest}, and
 * for each rule, in their order, {@code selector} and {@code age}. Who asks without a form may leave something out.
 */
record EnteredScope(StaplerRequest2 request) {
    /** @throws IllegalArgumentException for what could not be saved; the message says what can */
    ScopeRetention read() {
        ScopeRetention scope = new ScopeRetention(text("scope"));
        scope.setRules(rules());
        scope.setKeep(text("keep"));
        scope.setCap(text("cap"));
        scope.setKeepLatest(text("keepLatest"));
        return scope;
    }

    private String text(String name) {
        return Entered.stripped(request.getParameter(name));
    }

    private List<AgeRule> rules() {
        String[] selectors = texts("selector");
        String[] ages = texts("age");
        if (selectors.length != ages.length) {
            throw new IllegalArgumentException("Each rule has a selector and an age; there are " + selectors.length
                    + " selectors and " + ages.length + " ages.");
        }
        List<AgeRule> rules = new ArrayList<>();
        for (int i = 0; i < selectors.length; i++) {
            rules.add(new AgeRule(selectors[i], ages[i]));
        }
        return rules;
    }

    private String[] texts(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? new String[0] : values;
    }
}
