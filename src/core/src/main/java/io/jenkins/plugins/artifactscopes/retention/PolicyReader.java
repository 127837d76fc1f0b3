package io.jenkins.plugins.artifactscopes.retention;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a policy, and says where it is wrong. */
final class PolicyReader {
    static final String QUOTA = "quota";
    static final String KEEP_LATEST = "keepLatest";

    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6}) ?([KMGT]iB)");

    private final JsonParser parser;

    PolicyReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The one policy that there is. */
    RetentionPolicy read() throws IOException {
        parser.nextToken();
        RetentionPolicy policy = policy();
        if (parser.nextToken() != null) {
            throw refused("There is something after its end.");
        }
        return policy;
    }

    /** The object that the parser is at. */
    RetentionPolicy policy() throws IOException {
        Map<Scope, ScopeRules> scopes = new EnumMap<>(Scope.class);
        Quota quota = null;
        object("a policy such as {\"workflow\": {\"default\": \"90d\"}}");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (field.equals(QUOTA)) {
                parser.nextToken();
                quota = quota();
            } else {
                Scope scope = value(Scope::of, field);
                parser.nextToken();
                scopes.put(scope, rules(scope));
            }
        }
        return new RetentionPolicy(scopes, quota);
    }

    private Quota quota() throws IOException {
        long bytes = Quota.UNLIMITED.bytes();
        long files = Quota.UNLIMITED.files();
        object("an object with bytes or files");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "bytes" ->
                    bytes = parser.currentToken() == JsonToken.VALUE_STRING
                            ? value(PolicyReader::bytes, parser.getText())
                            : number(Long.MAX_VALUE);
                case "files" -> files = number(Long.MAX_VALUE);
                default -> throw refused("There is no '" + field + "'. Use bytes and files.");
            }
        }
        return new Quota(bytes, files);
    }

    private static long bytes(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no amount. Write a number with KiB, MiB, GiB or TiB, such as 10GiB.");
        }
        return Long.parseLong(matcher.group(1)) << 10 * (UNITS.indexOf(matcher.group(2)) + 1);
    }

    /** A whole number from 0 to {@code most}. */
    private long number(long most) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() < 0
                || parser.getLongValue() > most) {
            throw refused("A whole number from 0 to " + most + " is expected.");
        }
        return parser.getLongValue();
    }

    private ScopeRules rules(Scope scope) throws IOException {
        List<RetentionRule> rules = List.of();
        ExpireIn otherwise = null;
        ExpireIn cap = null;
        Integer keepLatest = null;
        object("an object with rules, default, cap or keepLatest");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "rules" -> rules = ruleList();
                case "default" -> otherwise = age();
                case "cap" -> cap = age();
                case KEEP_LATEST -> keepLatest = keepLatest(scope);
                default -> throw refused("There is no '" + field + "'. Use rules, default, cap or keepLatest.");
            }
        }
        return new ScopeRules(rules, otherwise, cap, keepLatest);
    }

    private int keepLatest(Scope scope) throws IOException {
        if (scope != Scope.PROJECT) {
            throw refused("keepLatest is for the project scope only.");
        }
        return (int) number(ScopeRules.MAX_LATEST);
    }

    private List<RetentionRule> ruleList() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refused("The rules are an array.");
        }
        List<RetentionRule> rules = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            rules.add(rule());
            if (rules.size() > RetentionPolicyJson.MAX_RULES) {
                throw refused("There are more than " + RetentionPolicyJson.MAX_RULES + " rules.");
            }
        }
        return rules;
    }

    private RetentionRule rule() throws IOException {
        Selector selector = null;
        ExpireIn age = null;
        object("a rule such as {\"selector\": \"*.log\", \"age\": \"2w\"}");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "selector" -> selector = value(Selector::parse, text());
                case "age" -> age = age();
                default -> throw refused("There is no '" + field + "'. Use selector and age.");
            }
        }
        if (selector == null || age == null) {
            throw refused("A rule has a selector and an age.");
        }
        return new RetentionRule(selector, age);
    }

    private ExpireIn age() throws IOException {
        return value(ExpireIn::parse, text());
    }

    private String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw refused("A text is expected, such as \"2w\".");
        }
        return parser.getText();
    }

    private void object(String what) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refused("What is expected is " + what + ".");
        }
    }

    private <T> T value(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place() + e.getMessage(), e);
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(place() + why);
    }

    private String place() {
        return "The policy is wrong at line " + parser.currentTokenLocation().getLineNr() + ", column "
                + parser.currentTokenLocation().getColumnNr() + ": ";
    }
}
