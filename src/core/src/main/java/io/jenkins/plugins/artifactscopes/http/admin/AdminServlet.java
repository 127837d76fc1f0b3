package io.jenkins.plugins.artifactscopes.http.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.CrossSite;
import io.jenkins.plugins.artifactscopes.http.PolicyBody;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.Preview;
import io.jenkins.plugins.artifactscopes.retention.PreviewJson;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicyJson;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves administrators at the path that it is mapped to; {@code docs/REST.md} says what there is. */
public final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private final transient AdminApi api;
    private final transient Answers answers;

    public AdminServlet(AdminApi api) {
        this.api = api;
        this.answers = new Answers(api.documentation());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            CrossSite.refuse(request);
            Access access = api.authority().of(request);
            if (!access.mayAdminister()) {
                throw new Refusal(403, "This is for administrators. Send the admin token.");
            }
            response.setHeader("Cache-Control", "no-store");
            route(request, response);
        } catch (Refusal e) {
            PolicyBody.drain(request);
            answers.to(request).refuse(response, e);
        } catch (IOException | RuntimeException e) {
            answers.to(request).refuse(response, e);
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response) throws IOException, Refusal {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        switch (method + " " + path) {
            case "GET /retention-policy" ->
                answers.json(
                        response,
                        200,
                        RetentionPolicyJson.print(api.settings().all()).getBytes(StandardCharsets.UTF_8));
            case "PUT /retention-policy" -> {
                api.settings().changeAll(PolicyBody.read(request));
                response.setStatus(204);
            }
            case "POST /retention-policy/preview" -> preview(request, response);
            case "POST /sweep" -> sweep(response);
            case "GET /usage" -> usage(request, response);
            default -> throw new Refusal(404, "There is no " + request.getMethod() + " at this address.");
        }
    }

    private void preview(HttpServletRequest request, HttpServletResponse response) throws IOException, Refusal {
        int limit = PolicyBody.limit(request, PolicyPreview.MAX_LISTED);
        Preview preview = api.previews().ofAll(PolicyBody.read(request), limit);
        answer(response, json -> PreviewJson.write(json, preview));
    }

    private void sweep(HttpServletResponse response) throws IOException {
        SweepResult result = api.sweeping().sweep();
        answer(response, json -> {
            json.writeNumberField("files", result.removal().files());
            json.writeNumberField("size_in_bytes", result.removal().bytes());
            json.writeNumberField("freed_bytes", result.removal().freedBytes());
            json.writeNumberField("later_bytes", result.removal().laterBytes());
            json.writeBooleanField("complete", result.complete());
            json.writeArrayFieldStart("failures");
            for (SweepResult.Failure failure : result.failures()) {
                json.writeString(failure.scope() + ": " + failure.cause().getMessage());
            }
            json.writeEndArray();
        });
    }

    private void usage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String after = Optional.ofNullable(request.getParameter("after")).orElse("");
        int limit = PolicyBody.limit(request, 100);
        answer(response, json -> {
            json.writeNumberField("total_count", api.catalog().projects());
            json.writeArrayFieldStart("projects");
            for (String project : api.catalog().projects(after, limit)) {
                Usage usage = api.catalog().usage(project);
                json.writeStartObject();
                json.writeStringField("project", project);
                json.writeNumberField("size_in_bytes", usage.bytes());
                json.writeNumberField("files", usage.files());
                json.writeNumberField("artifacts", usage.artifacts());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private void answer(HttpServletResponse response, Fields fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        answers.json(response, 200, out.toByteArray());
    }
}
