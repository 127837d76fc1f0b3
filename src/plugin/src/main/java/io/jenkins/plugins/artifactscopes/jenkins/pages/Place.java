package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.model.Item;
import hudson.model.Run;
import hudson.security.csrf.CrumbIssuer;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.http.JenkinsAccess;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.view.HiddenField;
import io.jenkins.plugins.artifactscopes.view.ListRequest;
import io.jenkins.plugins.artifactscopes.view.Texts;
import io.jenkins.plugins.artifactscopes.view.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.jvnet.localizer.LocaleProvider;

/**
 * What has pages of its own.
 *
 * @param project has the project scope
 * @param run one of its runs, or null for the project as a whole
 */
record Place(Item project, @Nullable Run<?, ?> run) {
    private static final HiddenField NO_CRUMB = new HiddenField("crumb", "");

    static Place of(Run<?, ?> run) {
        return new Place(RunScopes.project(run.getParent()), run);
    }

    /** The scope that its own page is about. */
    ScopeId scope() {
        return run == null
                ? ScopeId.project(project.getFullName())
                : RunScopes.of(run).workflowScope();
    }

    /** The address of its pages. */
    String address(String root) {
        return JenkinsAddresses.of(root, run == null ? project.getUrl() : run.getUrl());
    }

    JenkinsAccess access() {
        return JenkinsAccess.ofCurrent(project.getFullName(), scope().workflow().orElse(null));
    }

    static Texts texts() {
        return Texts.of(LocaleProvider.getLocale())
                .in(Place.class.getPackageName() + ".PageTexts", Place.class.getClassLoader());
    }

    Visit visit(HttpServletRequest request) {
        String root = request.getContextPath();
        return new Visit(
                project.getFullName(),
                access(),
                new JenkinsAddresses(root, project, address(root)),
                ListRequest.of(request::getParameter),
                guard(request),
                texts());
    }

    private static HiddenField guard(HttpServletRequest request) {
        CrumbIssuer issuer = Jenkins.get().getCrumbIssuer();
        return issuer == null ? NO_CRUMB : new HiddenField(issuer.getCrumbRequestField(), issuer.getCrumb(request));
    }
}
