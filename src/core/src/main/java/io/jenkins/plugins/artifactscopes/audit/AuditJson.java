package io.jenkins.plugins.artifactscopes.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A record as one line of JSON. What does not apply is left out. */
final class AuditJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AuditJson() {}

    static byte[] line(AuditRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField(
                    "time", record.time().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("by", record.by());
            write(json, "reader", record.reader());
            json.writeStringField("reason", record.reason());
            write(json, record.place());
            if (record.files() >= 0) {
                json.writeNumberField("files", record.files());
                json.writeNumberField("bytes", record.bytes());
            }
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, AuditPlace place) throws IOException {
        write(json, "scope", place.scope());
        write(json, "project", place.project());
        write(json, "workflow", place.workflow());
        write(json, "job", place.job());
        write(json, "path", place.path());
        write(json, "to", place.to());
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    /** Empty for what is no record: the end of a line that a crash cut off, or what somebody else wrote into the file. */
    static Optional<AuditRecord> read(AuditKind kind, String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (!json.nextToken().isScalarValue()) {
                    return Optional.empty();
                }
                fields.put(name, json.getText());
            }
            return Optional.of(record(kind, fields));
        } catch (IOException | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static AuditRecord record(AuditKind kind, Map<String, String> fields) {
        AuditPlace place = new AuditPlace(
                fields.getOrDefault("scope", ""),
                fields.getOrDefault("project", ""),
                fields.getOrDefault("workflow", ""),
                fields.getOrDefault("job", ""),
                fields.getOrDefault("path", ""),
                fields.getOrDefault("to", ""));
        return new AuditRecord(
                kind,
                Instant.parse(fields.getOrDefault("time", "")),
                fields.getOrDefault("by", ""),
                fields.getOrDefault("reader", ""),
                fields.getOrDefault("reason", ""),
                place,
                Long.parseLong(fields.getOrDefault("files", "-1")),
                Long.parseLong(fields.getOrDefault("bytes", "-1")));
    }
}
