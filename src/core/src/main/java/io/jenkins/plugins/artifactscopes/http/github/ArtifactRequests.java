package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactPage;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links.Form;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.http.download.Links.Target;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests for lists of artifacts and for single ones. */
final class ArtifactRequests {
    private static final String EXPIRED = "Artifact has expired";

    private final GitHubApi api;
    private final RetentionAudit audit;
    private final ArtifactJson objects;

    ArtifactRequests(GitHubApi api, RetentionAudit audit) {
        this.api = api;
        this.audit = audit;
        this.objects = new ArtifactJson(api.runs(), api.kept());
    }

    void listProject(Exchange exchange) throws IOException, Refusal {
        list(exchange, ArtifactQuery.of(exchange.project()), Direction.NEWEST_FIRST);
    }

    void listRun(Exchange exchange, String number) throws IOException, Refusal {
        String workflow = workflow(exchange, number);
        Direction direction =
                "asc".equals(exchange.parameter("direction")) ? Direction.OLDEST_FIRST : Direction.NEWEST_FIRST;
        list(exchange, ArtifactQuery.run(exchange.project(), workflow), direction);
    }

    private String workflow(Exchange exchange, String number) throws Refusal {
        exchange.permissions().requireProject();
        return number(number)
                .flatMap(run -> api.runs().workflow(exchange.project(), run))
                .filter(run -> exchange.permissions().mayKnow(ScopeId.workflow(exchange.project(), run)))
                .orElseThrow(() -> new Refusal(404, exchange.project() + " has no run " + number + "."));
    }

    /** Answers with all that a run keeps, or with all of one of its jobs. */
    void zipRun(Exchange exchange, String number) throws IOException, Refusal {
        String workflow = workflow(exchange, number);
        @Nullable String job = exchange.parameter("job");
        if (job == null) {
            zip(exchange, ScopeId.workflow(exchange.project(), workflow), "run-" + number);
        } else {
            zip(exchange, job(exchange, workflow, job), "run-" + number + "-" + job);
        }
    }

    private static ScopeId job(Exchange exchange, String workflow, String job) throws Refusal {
        try {
            return ScopeId.job(exchange.project(), workflow, job);
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, "There is no such job.");
        }
    }

    /** Answers with all that the project itself keeps. */
    void zipProject(Exchange exchange) throws IOException, Refusal {
        exchange.permissions().requireProject();
        ScopeId scope = ScopeId.project(exchange.project());
        zip(exchange, scope, exchange.project().substring(exchange.project().lastIndexOf('/') + 1));
    }

    private void zip(Exchange exchange, ScopeId scope, String name) throws IOException, Refusal {
        exchange.permissions().requireRead(scope);
        api.content().zip(exchange.request(), exchange.response(), scope, name);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void list(Exchange exchange, ArtifactQuery all, Direction direction) throws IOException, Refusal {
        ArtifactQuery query = filtered(exchange, all);
        exchange.permissions().requireList(query);
        Paging paging = Paging.of(exchange.request());
        ArtifactPage page = api.catalog().page(query, paging.offset(), paging.size(), direction);
        paging.link(exchange.response(), page.total());
        Instant now = api.clock().instant();
        exchange.answerUnlessKnown(Json.object(json -> {
            json.writeNumberField("total_count", page.total());
            json.writeArrayFieldStart("artifacts");
            for (ArtifactRecord artifact : page.artifacts()) {
                json.writeStartObject();
                objects.write(json, artifact, exchange.address(), now);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static ArtifactQuery filtered(Exchange exchange, ArtifactQuery all) throws Refusal {
        ArtifactQuery query = all;
        @Nullable String name = exchange.parameter("name");
        if (name != null) {
            query = query.named(ArtifactName.decode(name));
        }
        @Nullable String scope = exchange.parameter("scope");
        if (scope != null) {
            query = query.in(scope(scope));
        }
        @Nullable String job = exchange.parameter("job");
        if (job != null) {
            if (query.scope() != null && query.scope() != Scope.JOB) {
                throw new Refusal(422, "There is no job in the scope '" + scope + "'. Leave out one of the two.");
            }
            query = query.ofJob(job);
        }
        return query;
    }

    private static Scope scope(String word) throws Refusal {
        try {
            return Scope.of(word);
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The artifact of this id.
     *
     * @throws Refusal 404 when there is none in the project that the client may know of, 403 when it may not be read
     */
    ArtifactRecord readable(Exchange exchange, String id) throws Refusal {
        exchange.permissions().requireProject();
        ArtifactRecord artifact = number(id)
                .flatMap(api.catalog()::find)
                .filter(found -> found.scope().project().equals(exchange.project()))
                .filter(found -> exchange.permissions().mayKnow(found.scope()))
                .orElseThrow(() -> new Refusal(404, exchange.project() + " has no artifact " + id + "."));
        exchange.permissions().requireRead(artifact);
        return artifact;
    }

    /** As {@link #readable}, and 410 when it has expired. */
    ArtifactRecord living(Exchange exchange, String id) throws Refusal {
        ArtifactRecord artifact = readable(exchange, id);
        if (objects.isExpired(artifact, api.clock().instant())) {
            throw new Refusal(410, EXPIRED);
        }
        return artifact;
    }

    void get(Exchange exchange, String id) throws IOException, Refusal {
        ArtifactRecord artifact = readable(exchange, id);
        exchange.answerUnlessKnown(Json.object(json ->
                objects.write(json, artifact, exchange.address(), api.clock().instant())));
    }

    void delete(Exchange exchange, String id) throws IOException, Refusal {
        ArtifactRecord artifact = readable(exchange, id);
        exchange.permissions().requireWrite(artifact);
        if (artifact.entries() == 0) {
            api.catalog().dropExpired(artifact.id());
        } else {
            ArtifactPath path = ArtifactPath.of(artifact.name());
            Removal removal = api.store().delete(artifact.scope(), path);
            audit.deletedBy(exchange.permissions().name(), artifact.scope(), path, removal);
        }
        exchange.response().setStatus(204);
    }

    void zip(Exchange exchange, String id) throws Refusal {
        ArtifactRecord artifact = living(exchange, id);
        String link = api.links()
                .to(new Target(Form.ZIP, artifact.id(), ArtifactPath.of(artifact.name()), Presentation.ATTACHMENT));
        exchange.response().setStatus(302);
        exchange.response().setHeader("Location", exchange.address().root() + api.downloads() + link);
    }

    /** Changes how long it is wanted, and answers with it as it is then. */
    void expire(Exchange exchange, String id, @Nullable ExpireIn wanted) throws IOException, Refusal {
        ArtifactRecord artifact = living(exchange, id);
        exchange.permissions().requireWrite(artifact);
        if (!new Redating(api.store(), api.catalog()).expireIn(artifact, wanted)) {
            throw new Refusal(410, EXPIRED);
        }
        ArtifactRecord now = api.catalog().find(artifact.id()).orElse(artifact);
        exchange.answers()
                .json(
                        exchange.response(),
                        200,
                        Json.object(json -> objects.write(
                                json, now, exchange.address(), api.clock().instant())));
    }

    /** @throws Refusal 400 for what is no JSON, 422 without an age */
    static ExpireIn wanted(Exchange exchange) throws IOException, Refusal {
        try {
            return ExpireIn.parse(Json.body(exchange, "{\"expire_in\":\"2w\"}").getOrDefault("expire_in", ""));
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "The body's 'expire_in' says no time. " + e.getMessage());
        }
    }

    void pin(Exchange exchange, String id, boolean pinned) throws Refusal {
        ArtifactRecord artifact = living(exchange, id);
        exchange.permissions().requireWrite(artifact);
        api.catalog().pin(artifact.id(), pinned);
        exchange.response().setStatus(204);
    }
}
