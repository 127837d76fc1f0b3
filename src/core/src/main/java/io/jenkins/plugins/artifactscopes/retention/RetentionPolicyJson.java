package io.jenkins.plugins.artifactscopes.retention;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A policy as JSON. Every part may be left out:
 *
 * <pre>{@code
 * {"workflow": {
 *    "rules": [{"selector": "*.log", "age": "2w"}],
 *    "default": "90d",
 *    "cap": "1y"},
 *  "project": {
 *    "keepLatest": 3},
 *  "quota": {"bytes": "10GiB", "files": 100000}}
 * }</pre>
 */
public final class RetentionPolicyJson {
    /** Rules of one kind of scope. */
    public static final int MAX_RULES = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RetentionPolicyJson() {}

    /** @throws IllegalArgumentException for what is no policy; the message says where and what is wrong */
    public static RetentionPolicy parse(String text) {
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            return new PolicyReader(parser).read();
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(
                    "This is no JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the object that the parser is at, up to its end.
     *
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static RetentionPolicy read(JsonParser parser) throws IOException {
        return new PolicyReader(parser).policy();
    }

    /** A text that {@link #parse} reads back to an equal policy. */
    public static String print(RetentionPolicy policy) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, policy);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory takes everything", e);
        }
        return text.toString();
    }

    /** Writes a policy as one object. */
    public static void write(JsonGenerator json, RetentionPolicy policy) throws IOException {
        json.writeStartObject();
        for (Scope scope : Scope.values()) {
            if (policy.scopes().containsKey(scope)) {
                json.writeFieldName(scope.word());
                print(json, policy.rules(scope));
            }
        }
        if (policy.quota() != null) {
            json.writeObjectFieldStart(PolicyReader.QUOTA);
            amount(json, "bytes", policy.quota().bytes(), Quota.UNLIMITED.bytes());
            amount(json, "files", policy.quota().files(), Quota.UNLIMITED.files());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void amount(JsonGenerator json, String field, long amount, long unlimited) throws IOException {
        if (amount != unlimited) {
            json.writeNumberField(field, amount);
        }
    }

    private static void print(JsonGenerator json, ScopeRules rules) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("rules");
        for (RetentionRule rule : rules.rules()) {
            json.writeStartObject();
            json.writeStringField("selector", rule.selector().toString());
            json.writeStringField("age", rule.age().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        age(json, "default", rules.otherwise());
        age(json, "cap", rules.cap());
        if (rules.keepLatest() != null) {
            json.writeNumberField(PolicyReader.KEEP_LATEST, rules.keepLatest());
        }
        json.writeEndObject();
    }

    private static void age(JsonGenerator json, String field, @Nullable ExpireIn age) throws IOException {
        if (age != null) {
            json.writeStringField(field, age.toString());
        }
    }
}
