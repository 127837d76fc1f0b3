package io.jenkins.plugins.artifactscopes.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes one flat JSON object; a library for that would cost a tenth of a second at every start. */
final class JsonObject {
    private final StringBuilder text = new StringBuilder("{");

    /** An ISO 8601 time in UTC, or null. */
    JsonObject time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    JsonObject text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    JsonObject number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    JsonObject number(String name, double value) {
        name(name);
        text.append(value);
        return this;
    }

    JsonObject array(String name, Iterable<String> values) {
        name(name);
        String separator = "[";
        text.append(values.iterator().hasNext() ? "" : "[");
        for (String value : values) {
            text.append(separator);
            quote(value);
            separator = ",";
        }
        text.append(']');
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
