package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.util.List;
import org.junit.Test;

/** Policies as people could mistype them, and strangers could write them. */
public class RetentionPolicyFuzzTest {
    private static final List<String> SAMPLES = List.of("""
            {"job": {"default": "30d"},
             "workflow": {"rules": [{"selector": "*.log", "age": "2w"}, {"selector": "/reports/**", "age": "1y"},
                                    {"selector": "{a,b}/[c-e]?\\\\*", "age": "never"}], "cap": "1y"},
             "project": {"keepLatest": 3}, "quota": {"bytes": "10GiB", "files": 100000}}
            """, "{}", "{\"quota\": {\"bytes\": 9223372036854775807}}");

    @Test
    public void shouldReadAPolicyThatItWritesAgainOrRefuseIt() {
        Fuzz.texts("retention policy as JSON", SAMPLES, text -> {
            RetentionPolicy policy;
            try {
                policy = RetentionPolicyJson.parse(text);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s)(The policy is wrong at line|This is no JSON: ).*");
                return false;
            }
            assertThat(RetentionPolicyJson.parse(RetentionPolicyJson.print(policy)))
                    .isEqualTo(policy);
            return true;
        });
    }
}
