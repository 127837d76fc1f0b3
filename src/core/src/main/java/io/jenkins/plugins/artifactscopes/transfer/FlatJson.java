package io.jenkins.plugins.artifactscopes.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object as read from a wire; what is nested in it is passed over. Null and absent are the same. */
public final class FlatJson {
    private static final int MAX_FIELDS = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> fields;

    private FlatJson(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads one object; an {@link IOException} when it is none. */
    public static FlatJson read(InputStream in) throws IOException {
        try (JsonParser parser = parser(in)) {
            return new FlatJson(fields(parser, parser.nextToken()));
        }
    }

    /** Has no field. */
    static FlatJson empty() {
        return new FlatJson(Map.of());
    }

    static JsonParser parser(InputStream in) throws IOException {
        return JSON.createParser(in);
    }

    /** Reads the object that begins with {@code first}. */
    static FlatJson read(JsonParser parser, @Nullable JsonToken first) throws IOException {
        return new FlatJson(fields(parser, first));
    }

    private static Map<String, String> fields(JsonParser parser, @Nullable JsonToken first) throws IOException {
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedTransfer("A JSON object was expected");
        }
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME && fields.size() < MAX_FIELDS) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getText());
            }
        }
        return fields;
    }

    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** The field's text; empty when it is not there. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    String require(String name) throws MalformedTransfer {
        String value = fields.get(name);
        if (value == null) {
            throw new MalformedTransfer("The answer has no " + name);
        }
        return value;
    }

    long number(String name) throws MalformedTransfer {
        try {
            return Long.parseLong(require(name));
        } catch (NumberFormatException e) {
            throw new MalformedTransfer("The answer's " + name + " is no number: " + text(name));
        }
    }

    Instant time(String name) throws MalformedTransfer {
        try {
            return Instant.parse(require(name));
        } catch (DateTimeException e) {
            throw new MalformedTransfer("The answer's " + name + " is no time: " + text(name));
        }
    }

    @Nullable
    Instant timeOrNull(String name) throws MalformedTransfer {
        return fields.containsKey(name) ? time(name) : null;
    }

    BitSet bits(String name) throws MalformedTransfer {
        try {
            return BitSet.valueOf(Base64.getDecoder().decode(text(name)));
        } catch (IllegalArgumentException e) {
            throw new MalformedTransfer("The answer's " + name + " is not base64");
        }
    }
}
