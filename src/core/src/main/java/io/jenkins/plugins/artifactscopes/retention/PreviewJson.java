package io.jenkins.plugins.artifactscopes.retention;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.retention.Preview.Amount;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A preview as JSON, as {@code docs/openapi.json} has it. */
public final class PreviewJson {
    private PreviewJson() {}

    /** Writes the fields of an object. */
    public static void write(JsonGenerator json, Preview preview) throws IOException {
        time(json, "at", preview.at());
        amount(json, "stored", preview.stored());
        amount(json, "expiring", preview.expiring());
        amount(json, "due", preview.due());
        json.writeArrayFieldStart("rules");
        for (Preview.RuleUse use : preview.rules()) {
            json.writeStartObject();
            json.writeStringField("scope", use.scope().word());
            json.writeStringField("selector", use.rule().selector().toString());
            json.writeStringField("age", use.rule().age().toString());
            json.writeBooleanField("matches", use.matches());
            amounts(json, use.decides());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("going");
        for (Preview.Going going : preview.going()) {
            json.writeStartObject();
            scope(json, going.scope());
            json.writeStringField("name", going.artifact());
            time(json, "expires_at", going.expires());
            json.writeStringField("reason", going.reason());
            time(json, "expires_before", going.before());
            amounts(json, going.amount());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("complete", preview.complete());
        json.writeBooleanField("whole", preview.whole());
    }

    private static void scope(JsonGenerator json, ScopeId scope) throws IOException {
        json.writeStringField("project", scope.project());
        json.writeStringField("scope", scope.scope().word());
        if (scope.workflow().isPresent()) {
            json.writeStringField("workflow", scope.workflow().get());
        }
        if (scope.job().isPresent()) {
            json.writeStringField("job", scope.job().get());
        }
    }

    private static void time(JsonGenerator json, String field, @Nullable Instant time) throws IOException {
        if (time == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, time.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    private static void amount(JsonGenerator json, String field, Amount amount) throws IOException {
        json.writeObjectFieldStart(field);
        amounts(json, amount);
        json.writeEndObject();
    }

    private static void amounts(JsonGenerator json, Amount amount) throws IOException {
        json.writeNumberField("files", amount.files());
        json.writeNumberField("size_in_bytes", amount.bytes());
    }
}
