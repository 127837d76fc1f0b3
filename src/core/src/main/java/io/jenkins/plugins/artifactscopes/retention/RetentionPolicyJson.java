package io.jenkins.plugins.artifactscopes.retention;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as JSON. Every part may be left out:
 *
 * <pre>{@code
 * {"workflow": {
 *    "rules": [{"selector": "*.log", "age": "2w"}],
 *    "default": "90d",
 *    "cap": "1y"}}
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
            parser.nextToken();
            RetentionPolicy policy = policy(parser);
            if (parser.nextToken() != null) {
                throw refused(parser, "There is something after its end.");
            }
            return policy;
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

    private static RetentionPolicy policy(JsonParser parser) throws IOException {
        Map<Scope, ScopeRules> scopes = new EnumMap<>(Scope.class);
        object(parser, "a policy such as {\"workflow\": {\"default\": \"90d\"}}");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Scope scope = value(parser, Scope::of, parser.currentName());
            parser.nextToken();
            scopes.put(scope, rules(parser));
        }
        return new RetentionPolicy(scopes);
    }

    private static ScopeRules rules(JsonParser parser) throws IOException {
        List<RetentionRule> rules = List.of();
        ExpireIn otherwise = null;
        ExpireIn cap = null;
        object(parser, "an object with rules, default or cap");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "rules" -> rules = ruleList(parser);
                case "default" -> otherwise = age(parser);
                case "cap" -> cap = age(parser);
                default -> throw refused(parser, "There is no '" + field + "'. Use rules, default or cap.");
            }
        }
        return new ScopeRules(rules, otherwise, cap);
    }

    private static List<RetentionRule> ruleList(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refused(parser, "The rules are an array.");
        }
        List<RetentionRule> rules = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            rules.add(rule(parser));
            if (rules.size() > MAX_RULES) {
                throw refused(parser, "There are more than " + MAX_RULES + " rules.");
            }
        }
        return rules;
    }

    private static RetentionRule rule(JsonParser parser) throws IOException {
        Selector selector = null;
        ExpireIn age = null;
        object(parser, "a rule such as {\"selector\": \"*.log\", \"age\": \"2w\"}");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "selector" -> selector = value(parser, Selector::parse, text(parser));
                case "age" -> age = age(parser);
                default -> throw refused(parser, "There is no '" + field + "'. Use selector and age.");
            }
        }
        if (selector == null || age == null) {
            throw refused(parser, "A rule has a selector and an age.");
        }
        return new RetentionRule(selector, age);
    }

    private static ExpireIn age(JsonParser parser) throws IOException {
        return value(parser, ExpireIn::parse, text(parser));
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw refused(parser, "A text is expected, such as \"2w\".");
        }
        return parser.getText();
    }

    private static void object(JsonParser parser, String what) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refused(parser, "What is expected is " + what + ".");
        }
    }

    private static <T> T value(JsonParser parser, java.util.function.Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place(parser) + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refused(JsonParser parser, String why) {
        return new IllegalArgumentException(place(parser) + why);
    }

    private static String place(JsonParser parser) {
        return "The policy is wrong at line " + parser.currentTokenLocation().getLineNr() + ", column "
                + parser.currentTokenLocation().getColumnNr() + ": ";
    }

    /** A text that {@link #parse} reads back to an equal policy. */
    public static String print(RetentionPolicy policy) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Scope scope : Scope.values()) {
                if (policy.scopes().containsKey(scope)) {
                    json.writeFieldName(scope.word());
                    print(json, policy.rules(scope));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory takes everything", e);
        }
        return text.toString();
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
        json.writeEndObject();
    }

    private static void age(JsonGenerator json, String field, @Nullable ExpireIn age) throws IOException {
        if (age != null) {
            json.writeStringField(field, age.toString());
        }
    }
}
