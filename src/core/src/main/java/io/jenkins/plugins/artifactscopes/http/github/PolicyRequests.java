package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.http.PolicyBody;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.Preview;
import io.jenkins.plugins.artifactscopes.retention.PreviewJson;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicyJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The requests for a project's retention policy. Whoever may read the project sees it; who may change all of it changes it. */
final class PolicyRequests {
    private final PolicySettings settings;
    private final PolicyPreview previews;

    PolicyRequests(GitHubApi api, PolicySettings settings) {
        this.settings = settings;
        this.previews = new PolicyPreview(api.store(), api.catalog(), settings, api.clock());
    }

    /** @param what the method, and what of the address follows {@code retention-policy} */
    void answer(Exchange exchange, String what) throws IOException, Refusal {
        switch (what) {
            case "GET " -> get(exchange, settings.own(project(exchange)));
            case "GET all-projects" -> {
                project(exchange);
                get(exchange, settings.all());
            }
            case "PUT " -> put(exchange);
            case "POST preview" -> preview(exchange);
            default -> throw Address.unknown(exchange.request());
        }
    }

    /** The project, which the client may read. */
    private static String project(Exchange exchange) throws Refusal {
        exchange.permissions().requireProject();
        return exchange.project();
    }

    private static void get(Exchange exchange, RetentionPolicy policy) throws IOException {
        exchange.answerUnlessKnown(RetentionPolicyJson.print(policy).getBytes(StandardCharsets.UTF_8));
    }

    private void put(Exchange exchange) throws IOException, Refusal {
        String body = PolicyBody.text(exchange.request());
        exchange.permissions().requireOwner();
        settings.change(exchange.project(), PolicyBody.parse(body));
        exchange.response().setStatus(204);
    }

    private void preview(Exchange exchange) throws IOException, Refusal {
        String body = PolicyBody.text(exchange.request());
        exchange.permissions().requireAll();
        int limit = PolicyBody.limit(exchange.request(), PolicyPreview.MAX_LISTED);
        Preview preview = previews.of(exchange.project(), PolicyBody.parse(body), limit);
        exchange.answers().json(exchange.response(), 200, Json.object(json -> PreviewJson.write(json, preview)));
    }
}
