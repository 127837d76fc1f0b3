package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicyJson;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.util.List;
import org.junit.Test;

/** Policies in YAML, as people could mistype them and strangers could write them. */
public class YamlFuzzTest {
    private static final List<String> SAMPLES =
            List.of("""
            job:
              default: 30d
            workflow:
              rules:
              - {selector: '*.log', age: 2w}   # soon
              - {selector: /reports/**, age: 1y}
              cap: &year 1y
              default: *year
            project:
              keepLatest: 3
            quota: {bytes: 10GiB, files: 100000}
            """, "{}", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "? |\n  job\n: >-\n  x\n");

    @Test
    public void shouldReadAPolicyOrRefuseIt() {
        Fuzz.texts("retention policy as YAML", SAMPLES, text -> {
            try {
                RetentionPolicy policy = RetentionPolicyJson.parse(Yaml.json(text));
                assertThat(RetentionPolicyJson.parse(RetentionPolicyJson.print(policy)))
                        .isEqualTo(policy);
                return true;
            } catch (IllegalArgumentException e) {
                assertThat(e)
                        .hasMessageMatching("(?s)(The policy is wrong at line|This is no (JSON|YAML): |This YAML ).*");
                return false;
            }
        });
    }
}
