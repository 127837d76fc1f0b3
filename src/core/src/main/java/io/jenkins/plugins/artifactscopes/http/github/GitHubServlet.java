package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.CrossSite;
import io.jenkins.plugins.artifactscopes.http.PolicyBody;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Serves GitHub's artifact API, and a little more, at {@code …/repos/*}. Public clients of GitHub work with it as they are;
 * {@code docs/REST.md} and {@code docs/openapi.json} say what there is.
 */
public final class GitHubServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient GitHubApi api;
    private final transient Answers answers;
    private final transient ArtifactRequests artifacts;
    private final transient FileRequests files;
    private final transient RetentionRequests retention;
    private final transient UsageRequests usage;
    private final transient Optional<PolicyRequests> policies;

    public GitHubServlet(GitHubApi api) {
        this(api, Optional.empty(), RetentionAudit.NONE);
    }

    /**
     * @param policies of the host, where clients may see and change them
     * @param audit hears of what clients delete
     */
    public GitHubServlet(GitHubApi api, Optional<PolicySettings> policies, RetentionAudit audit) {
        this.api = api;
        this.answers = new Answers(api.documentation());
        this.artifacts = new ArtifactRequests(api, audit);
        this.files = new FileRequests(api);
        this.retention = new RetentionRequests(api.settings());
        this.usage = new UsageRequests(api);
        this.policies = policies.map(settings -> new PolicyRequests(api, settings));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            CrossSite.refuse(request);
            Access access = api.authority().of(request);
            Address address = Address.of(request);
            route(new Exchange(request, response, address, new Permissions(access, address.project()), answers));
        } catch (Refusal e) {
            PolicyBody.drain(request);
            answers.to(request).refuse(response, e);
        } catch (IOException | RuntimeException e) {
            answers.to(request).refuse(response, e);
        }
    }

    private void route(Exchange exchange) throws IOException, Refusal {
        List<String> path = exchange.address().rest();
        if (path.get(0).equals("artifacts") && path.size() > 1) {
            artifact(exchange, path.get(1), path.subList(2, path.size()));
            return;
        }
        if (path.get(0).equals("runs") && path.size() == 3) {
            run(exchange, path.get(1), path.get(2));
            return;
        }
        if (path.get(0).equals("retention-policy") && policies.isPresent()) {
            policies.get().answer(exchange, method(exchange) + " " + String.join("/", path.subList(1, path.size())));
            return;
        }
        switch (method(exchange) + " " + String.join("/", path)) {
            case "GET artifacts" -> artifacts.listProject(exchange);
            case "GET zip" -> artifacts.zipProject(exchange);
            case "GET artifact-usage" -> usage.get(exchange);
            case "GET permissions/artifact-and-log-retention" -> retention.get(exchange);
            case "PUT permissions/artifact-and-log-retention" -> retention.put(exchange);
            default -> throw Address.unknown(exchange.request());
        }
    }

    private void run(Exchange exchange, String number, String what) throws IOException, Refusal {
        switch (method(exchange) + " " + what) {
            case "GET artifacts" -> artifacts.listRun(exchange, number);
            case "GET zip" -> artifacts.zipRun(exchange, number);
            default -> throw Address.unknown(exchange.request());
        }
    }

    private void artifact(Exchange exchange, String id, List<String> rest) throws IOException, Refusal {
        if (!rest.isEmpty() && rest.get(0).equals("files") && reads(exchange)) {
            if (rest.size() == 1) {
                files.list(exchange, artifacts.living(exchange, id));
            } else {
                files.get(exchange, artifacts.living(exchange, id), rest.subList(1, rest.size()));
            }
            return;
        }
        switch ((method(exchange) + " " + String.join("/", rest)).strip()) {
            case "GET" -> artifacts.get(exchange, id);
            case "DELETE" -> artifacts.delete(exchange, id);
            case "GET zip" -> artifacts.zip(exchange, id);
            case "PUT expiry" -> artifacts.expire(exchange, id, ArtifactRequests.wanted(exchange));
            case "DELETE expiry" -> artifacts.expire(exchange, id, null);
            case "PUT pin" -> artifacts.pin(exchange, id, true);
            case "DELETE pin" -> artifacts.pin(exchange, id, false);
            default -> throw Address.unknown(exchange.request());
        }
    }

    private static boolean reads(Exchange exchange) {
        return method(exchange).equals("GET");
    }

    /** HEAD is answered as GET is; the host leaves the body out. */
    private static String method(Exchange exchange) {
        String method = exchange.request().getMethod();
        return method.equals("HEAD") ? "GET" : method;
    }
}
