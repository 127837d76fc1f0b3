package io.jenkins.plugins.artifactscopes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A preview for people to read, from its JSON. */
final class PreviewText {
    private final StringBuilder text = new StringBuilder();
    private final JsonParser json;

    private PreviewText(JsonParser json) {
        this.json = json;
    }

    static String of(String preview) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(preview)) {
            PreviewText text = new PreviewText(json);
            json.nextToken();
            text.read();
            return text.text.toString().stripTrailing();
        }
    }

    private void read() throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "stored" -> amount("Stored: ", "");
                case "expiring" -> amount("Would go some day: ", "");
                case "due" -> amount("Would go with the next sweep: ", "");
                case "rules" -> objects().forEach(this::rule);
                case "going" -> objects().forEach(this::going);
                case "complete" -> {
                    if (!json.getBooleanValue()) {
                        text.append("… and more, later.\n");
                    }
                }
                case "whole" -> {
                    if (!json.getBooleanValue()) {
                        text.append(
                                "NOT ALL that is stored was looked at, which took too long: these figures are of a part.\n");
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private void amount(String before, String after) throws IOException {
        text.append(before).append(amount(object())).append(after).append('\n');
    }

    private static String amount(Map<String, String> of) {
        return Amount.files(
                Long.parseLong(of.getOrDefault("files", "0")), Long.parseLong(of.getOrDefault("size_in_bytes", "0")));
    }

    private void rule(Map<String, String> rule) {
        text.append("Rule ").append(rule.get("selector")).append(" → ").append(rule.get("age"));
        text.append(" in the ").append(rule.get("scope")).append(" scope: ");
        text.append(
                        "true".equals(rule.get("matches"))
                                ? "lets go " + amount(rule)
                                : "SELECTS NOTHING that is stored. Is it written right?")
                .append('\n');
    }

    private void going(Map<String, String> going) {
        text.append(going.get("expires_at")).append("  ").append(going.get("project"));
        for (String part : new String[] {"workflow", "job", "name"}) {
            if (going.containsKey(part)) {
                text.append(part.equals("name") ? ": " : " ").append(going.get(part));
            }
        }
        text.append("  ").append(amount(going)).append("  by ").append(going.get("reason"));
        String before = going.getOrDefault("expires_before", "null");
        text.append(before.equals("null") ? " (now kept)" : " (now " + before + ")")
                .append('\n');
    }

    private List<Map<String, String>> objects() throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            objects.add(object());
        }
        return objects;
    }

    private Map<String, String> object() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            // No control character reaches the terminal.
            fields.put(field, String.valueOf(json.getText()).replaceAll("\\p{Cntrl}", "?"));
        }
        return fields;
    }
}
