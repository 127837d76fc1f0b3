package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Holds {@code docs/openapi.json} against what the server answers: each operation, as each kind of client. */
public class OpenApiTest {
    private static final Path FILE = Path.of("../../docs/openapi.json");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHubServer server;
    private Map<String, Object> api = Map.of();

    @Before
    public void start() throws Exception {
        server = new GitHubServer(folder.getRoot().toPath());
        try (JsonParser json = new JsonFactory().createParser(FILE.toFile())) {
            json.nextToken();
            api = map(value(json));
        }
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void shouldAnswerEachOperationAsTheFileSays() throws IOException, InterruptedException {
        long expired = server.push(ScopeId.workflow("team/app", "7"), "old", "1", ExpireIn.parse("1d"));
        server.pass(Duration.ofDays(2));
        long living = server.push(ScopeId.job("team/app", "7", "Build"), "dist/a", "12345");
        server.push(ScopeId.project("team/app"), "tool", "1");
        int answers = 0;
        for (Map.Entry<String, Object> path : map(get(api, "paths")).entrySet()) {
            for (String method : List.of("get", "put", "post", "delete")) {
                Map<String, Object> operations = map(path.getValue());
                if (operations.containsKey(method)) {
                    Map<String, Object> operation = map(get(operations, method));
                    boolean deletes = method.equals("delete") && path.getKey().endsWith("_id}");
                    answers +=
                            hold(path.getKey(), method, operation, deletes ? temporary() : living, "200", "204", "302");
                    if (!deletes) {
                        answers += hold(path.getKey(), method, operation, expired, "200", "204", "410");
                    }
                    answers += holdStrangers(path.getKey(), method, operation, living);
                }
            }
        }
        assertThat(answers).isGreaterThan(40);
    }

    private long temporary() throws IOException {
        return server.push(ScopeId.project("team/app"), "temporary", "1");
    }

    private int hold(String path, String method, Map<String, Object> operation, long id, String... expected)
            throws IOException, InterruptedException {
        assertThat(answer(path, method, operation, id)).as(method + " " + path).isIn((Object[]) expected);
        return 1;
    }

    private int holdStrangers(String path, String method, Map<String, Object> operation, long id)
            throws IOException, InterruptedException {
        assertThat(answer(path, method, operation, id, "Nobody", "yes")).isEqualTo("401");
        assertThat(answer(path, method, operation, id, "Authorization", "Bearer other"))
                .isEqualTo("404");
        answer(path, method, operation, id, "Authorization", "Bearer !team/app,7,Test");
        return 3;
    }

    /** Asks, holds the answer against the file, and tells its status. */
    private String answer(String path, String method, Map<String, Object> operation, long id, String... headers)
            throws IOException, InterruptedException {
        String url = server.root()
                + path.replace("{owner}", "team")
                        .replace("{repo}", "app")
                        .replace("{run_id}", "1")
                        .replace("{artifact_id}", Long.toString(id))
                        .replace("{archive_format}", "zip")
                        .replace("{path}", "a");
        String body = operation.containsKey("requestBody") ? example(operation) : "";
        HttpResponse<String> answer = server.send(method.toUpperCase(java.util.Locale.ROOT), url, body, headers);
        String status = Integer.toString(answer.statusCode());
        String what = method + " " + path + " " + status;
        Map<String, Object> responses = map(get(operation, "responses"));
        assertThat(responses).as(what).containsKey(status);
        Map<String, Object> response = map(get(responses, status));
        if (!response.containsKey("content")) {
            assertThat(answer.body()).as(what).isEmpty();
        } else if (map(get(response, "content")).containsKey("application/json")) {
            Map<String, Object> content = map(get(map(get(response, "content")), "application/json"));
            try (JsonParser json = new JsonFactory().createParser(answer.body())) {
                json.nextToken();
                check(what, value(json), map(get(content, "schema")));
            }
        }
        return status;
    }

    /** The body that the file gives as an example. */
    private static String example(Map<String, Object> operation) throws IOException {
        Map<String, Object> content = map(get(map(get(operation, "requestBody")), "content"));
        StringWriter body = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(body)) {
            write(json, get(map(get(content, "application/json")), "example"));
        }
        return body.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : map(value).entrySet()) {
                json.writeFieldName(field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List) {
            json.writeStartArray();
            for (Object part : list(value)) {
                write(json, part);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    private void check(String what, @Nullable Object value, Map<String, Object> schema) {
        Object reference = schema.get("$ref");
        if (reference != null) {
            String name = reference.toString().substring("#/components/schemas/".length());
            check(what + " " + name, value, map(get(map(get(map(get(api, "components")), "schemas")), name)));
        } else if (schema.containsKey("oneOf")) {
            if (value != null) {
                check(
                        what,
                        value,
                        map(Objects.requireNonNull(list(get(schema, "oneOf")).get(1))));
            }
        } else if (schema.containsKey("enum")) {
            assertThat(list(get(schema, "enum"))).as(what).contains(value);
        } else {
            assertThat(get(schema, "type").toString()).as(what + ": " + value).contains(type(value));
            if (value instanceof Map<?, ?>) {
                Map<String, Object> properties = map(get(schema, "properties"));
                assertThat(map(value)).as(what).containsKeys(strings(get(schema, "required")));
                map(value).forEach((key, part) -> check(what + " " + key, part, map(get(properties, key))));
            } else if (value instanceof List<?> parts) {
                assertThat(parts).as(what).isNotEmpty();
                parts.forEach(part -> check(what, part, map(get(schema, "items"))));
            }
        }
    }

    private static String type(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Map
                ? "object"
                : value instanceof List
                        ? "array"
                        : value instanceof Boolean ? "boolean" : value instanceof Long ? "integer" : "string";
    }

    private static String[] strings(Object list) {
        return list(list).stream().map(String::valueOf).toArray(String[]::new);
    }

    private static Object get(Map<String, Object> map, String key) {
        return Objects.requireNonNull(map.get(key), () -> "There is no " + key + " in " + map.keySet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(Object value) {
        return (List<@Nullable Object>) value;
    }

    @SuppressWarnings("NullAway") // null is a value of JSON
    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, value(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NUMBER_INT -> json.getLongValue();
            default -> json.getText();
        };
    }
}
