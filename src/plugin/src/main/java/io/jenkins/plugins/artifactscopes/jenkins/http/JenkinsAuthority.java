package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.security.csrf.CrumbIssuer;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.JobClaim;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.shell.LiveTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Lets in whom Jenkins knows, anonymous included, agents with a grant, and jobs with a token where that is taken. */
final class JenkinsAuthority implements Authority {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final boolean takesJobs;

    /** @param takesJobs whether tokens of jobs are taken */
    JenkinsAuthority(boolean takesJobs) {
        this.takesJobs = takesJobs;
    }

    @Override
    public Access of(HttpServletRequest request) throws Refusal {
        if (request instanceof GrantedRequest granted) {
            return new GrantAccess(granted.grant());
        }
        Optional<String> token = takesJobs ? Caller.jobToken(request) : Optional.empty();
        if (token.isPresent()) {
            return new JobAccess(job(token.get()));
        }
        Caller caller = Caller.of(request);
        if (!READING.contains(request.getMethod())) {
            requireMeant(request, caller);
        }
        ProjectItems items = new ProjectItems(Jenkins.get(), caller.authentication());
        requireKnown(request, items);
        return new JenkinsAccess(caller.authentication(), items, parameter(request, "project"), workflow(request));
    }

    private static LiveTokens.Job job(String token) throws Refusal {
        return LiveTokens.job(token)
                .orElseThrow(() -> new Refusal(
                        401,
                        "This token is that of a job that has ended, or of none. A job's token works within its block"
                                + " alone; outside use an API token of a user."));
    }

    @Override
    public void requireLive(String bound) throws Refusal {
        if (!takesJobs || JobClaim.decoded(bound).flatMap(LiveTokens::live).isEmpty()) {
            throw new Refusal(403, "The job that began this push has ended.");
        }
    }

    @Override
    public void requireWanted(HttpServletRequest request) throws IOException {
        if (request instanceof GrantedRequest granted) {
            granted.grant().requireWanted();
        }
    }

    /** A change that a browser sends with somebody's session has to come from a page of this Jenkins. */
    private static void requireMeant(HttpServletRequest request, Caller caller) throws Refusal {
        CrumbIssuer issuer = Jenkins.get().getCrumbIssuer();
        if (caller.byToken() || issuer == null || hasCrumb(request, issuer)) {
            return;
        }
        if (caller.isAnonymous()) {
            throw new Refusal(
                    401,
                    "Credentials are needed for a change. Send 'Authorization: Bearer USER:TOKEN', or user and API token"
                            + " by HTTP Basic.");
        }
        throw new Refusal(
                403,
                "A change without an API token needs a crumb. Send an API token, or the header "
                        + issuer.getCrumbRequestField() + " as /crumbIssuer/api/json gives it.");
    }

    private static boolean hasCrumb(HttpServletRequest request, CrumbIssuer issuer) {
        String field = issuer.getDescriptor().getCrumbRequestField();
        String crumb = request.getHeader(field);
        return issuer.validateCrumb(
                request, issuer.getDescriptor().getCrumbSalt(), crumb == null ? request.getParameter(field) : crumb);
    }

    /** Of a project that one may not read one learns nothing, not even that it is there. */
    private static void requireKnown(HttpServletRequest request, ProjectItems items) throws Refusal {
        String project = parameter(request, "project");
        if (!project.isEmpty() && items.project(project).isEmpty()) {
            throw new Refusal(404, "There is no project " + project + ".");
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static @Nullable String workflow(HttpServletRequest request) {
        String workflow = parameter(request, "workflow");
        return workflow.isEmpty() ? null : workflow;
    }
}
