package io.jenkins.plugins.artifactscopes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token's claims as JSON: {@code project}, {@code workflow}, {@code job}, {@code readOnly}, {@code exp} (seconds since 1970). */
final class ClaimsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ClaimsJson() {}

    static byte[] write(Claims claims) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("project", claims.holder().project());
            writeIfNamed(json, "workflow", claims.holder().workflow());
            writeIfNamed(json, "job", claims.holder().job());
            json.writeBooleanField("readOnly", claims.readOnly());
            json.writeNumberField("exp", claims.expires().getEpochSecond());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return out.toByteArray();
    }

    private static void writeIfNamed(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Reads what a signature has vouched for. */
    static Claims read(byte[] payload) throws TokenRefused {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(payload)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            Holder holder = new Holder(need(fields, "project"), fields.get("workflow"), fields.get("job"));
            boolean readOnly = Boolean.parseBoolean(need(fields, "readOnly"));
            return new Claims(holder, readOnly, Instant.ofEpochSecond(Long.parseLong(need(fields, "exp"))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new TokenRefused("The token's claims cannot be read.", e);
        }
    }

    private static String need(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The token has no " + name));
    }
}
