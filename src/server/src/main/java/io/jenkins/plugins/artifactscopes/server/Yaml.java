package io.jenkins.plugins.artifactscopes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.http.PolicyBody;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML 1.2 as JSON: maps, lists, texts, numbers, truths and nothing else, each key once, few aliases. */
final class Yaml {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_ALIASES = 10;
    private static final int MAX_DEPTH = 20;

    private Yaml() {}

    /** @throws IllegalArgumentException for what is no YAML; the message says where */
    static String json(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(PolicyBody.MAX)
                .build();
        ShortWriter text = new ShortWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            checkDepth(new Parse(settings).parseString(yaml));
            write(json, new Load(settings).loadFromString(yaml), 0);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("This is no YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory takes everything", e);
        }
        return text.toString();
    }

    /** What is no YAML stays as it is. */
    static String jsonOrSame(String text) {
        try {
            return json(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Before it is loaded, which takes a piece of the stack for each step down. */
    private static void checkDepth(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw tooDeep();
            }
        }
    }

    private static IllegalArgumentException tooDeep() {
        return new IllegalArgumentException("This YAML is deeper than any policy.");
    }

    /** Aliases may add to the depth, without end where one stands within what it names. */
    private static void write(JsonGenerator json, @Nullable Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw tooDeep();
        }
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue(), depth + 1);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, each, depth + 1);
            }
            json.writeEndArray();
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            json.writeRawValue(value.toString());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** As long as a policy may be, however often aliases repeat what is in it. */
    private static final class ShortWriter extends StringWriter {
        @Override
        public void write(int c) {
            require(1);
            super.write(c);
        }

        @Override
        public void write(char[] text, int offset, int length) {
            require(length);
            super.write(text, offset, length);
        }

        @Override
        public void write(String text) {
            require(text.length());
            super.write(text);
        }

        @Override
        public void write(String text, int offset, int length) {
            require(length);
            super.write(text, offset, length);
        }

        private void require(int more) {
            if (getBuffer().length() + more > PolicyBody.MAX) {
                throw new IllegalArgumentException("This YAML says more than any policy.");
            }
        }
    }
}
