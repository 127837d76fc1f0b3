package io.jenkins.plugins.artifactscopes.http.github;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.catalog.ScopeUsage;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** The request for what a project's artifacts take, and which scopes take most of it. */
final class UsageRequests {
    private final GitHubApi api;

    UsageRequests(GitHubApi api) {
        this.api = api;
    }

    void get(Exchange exchange) throws IOException, Refusal {
        exchange.permissions().requireAll();
        int limit = Paging.of(exchange.request()).size();
        List<ScopeUsage> biggest = api.catalog().biggest(exchange.project(), limit);
        exchange.answerUnlessKnown(Json.object(json -> {
            amounts(json, api.catalog().usage(exchange.project()));
            json.writeArrayFieldStart("scopes");
            for (ScopeUsage scope : biggest) {
                json.writeStartObject();
                amounts(json, scope.usage());
                names(json, scope.scope());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static void amounts(JsonGenerator json, Usage usage) throws IOException {
        json.writeNumberField("size_in_bytes", usage.bytes());
        json.writeNumberField("files", usage.files());
        json.writeNumberField("artifacts", usage.artifacts());
    }

    private void names(JsonGenerator json, ScopeId scope) throws IOException {
        json.writeStringField("scope", scope.scope().word());
        if (scope.workflow().isPresent()) {
            OptionalLong run =
                    api.runs().number(scope.project(), scope.workflow().get());
            if (run.isPresent()) {
                json.writeNumberField("run_id", run.getAsLong());
            }
        }
        if (scope.job().isPresent()) {
            json.writeStringField("job", scope.job().get());
        }
    }
}
