package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Instant;
import org.junit.Test;

public class RetentionPolicyJsonTest {
    private static final Instant PUSHED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    public void shouldReadAPolicyAndSayWhichRuleDecides() {
        RetentionPolicy policy = RetentionPolicyJson.parse("""
                {"workflow": {"rules": [{"selector": "*.log", "age": "2w"}], "default": "90d", "cap": "1y"},
                 "job": {"default": "1d"}}
                """);

        assertThat(words(policy, "x/a.log", null)).isEqualTo("rule *.log → 2w for all projects");
        assertThat(words(policy, "x/a.jar", null)).isEqualTo("default 90d for all projects");
        assertThat(words(policy, "x/a.log", ExpireIn.NEVER)).isEqualTo("cap 365d for all projects");
        assertThat(words(policy, "x/a.log", ExpireIn.parse("3d"))).isEqualTo("expireIn 3d of the push");
        assertThat(policy.rules(Scope.PROJECT)).isEqualTo(ScopeRules.NONE);
    }

    private static String words(RetentionPolicy policy, String path, @org.jspecify.annotations.Nullable ExpireIn wish) {
        return new EffectivePolicy(policy, RetentionPolicy.NONE)
                .decide(Scope.WORKFLOW, ArtifactPath.of(path), new PushInfo(1, PUSHED, "x", wish), false)
                .words();
    }

    @Test
    public void shouldExpireAtTheVeryMoment() {
        RetentionDecision decision = new EffectivePolicy(RetentionPolicy.NONE, RetentionPolicy.NONE)
                .decide(Scope.JOB, ArtifactPath.of("a"), new PushInfo(1, PUSHED, "x", ExpireIn.parse("1h")), false);

        assertThat(decision.isDue(PUSHED.plusSeconds(3599))).isFalse();
        assertThat(decision.isDue(PUSHED.plusSeconds(3600))).isTrue();
    }

    @Test
    public void shouldSayWhereAPolicyIsWrong() {
        refuses("[]", "line 1, column 1: What is expected is a policy such as");
        refuses("", "What is expected is a policy");
        refuses("{\"stage\": {}}", "There is no scope 'stage'. Use one of: job, workflow, project.");
        refuses("{\"job\": {\"max\": \"1d\"}}", "There is no 'max'. Use rules, default, cap or keepLatest.");
        refuses("{\"job\": {\"keepLatest\": 1}}", "keepLatest is for the project scope only");
        refuses("{\"project\": {\"keepLatest\": 1001}}", "A whole number from 0 to 1000 is expected");
        refuses("{\"project\": {\"keepLatest\": -1}}", "A whole number from 0 to 1000 is expected");
        refuses("{\"quota\": {\"bytes\": \"10G\"}}", "'10G' is no amount");
        refuses("{\"quota\": {\"files\": 99999999999999999999}}", "A whole number from 0 to");
        refuses("{\"quota\": {\"inodes\": 1}}", "There is no 'inodes'. Use bytes and files.");
        refuses("{\"job\": {\"cap\": \"1x\"}}", "line 1, column 17: '1x' is no time to expire in");
        refuses("{\"job\": {\"cap\": 7}}", "A text is expected");
        refuses("{\"job\": {\"rules\": {}}}", "The rules are an array");
        refuses("{\"job\": {\"rules\": [{\"age\": \"1d\"}]}}", "A rule has a selector and an age.");
        refuses("{\"job\": {\"rules\": [{\"glob\": \"1d\"}]}}", "There is no 'glob'. Use selector and age.");
        refuses("{\"job\": {\"rules\": [{\"selector\": \"[\"}]}}", "'[' is no selector");
        refuses("{\"job\": {}, \"job\": {}}", "This is no JSON: Duplicate field 'job'");
        refuses("{\"job\": {", "This is no JSON");
        refuses("{} {}", "There is something after its end");
    }

    @Test
    public void shouldReadAndPrintQuotasAndHowManyOfTheLatestAreKept() {
        RetentionPolicy policy = RetentionPolicyJson.parse(
                "{\"project\": {\"keepLatest\": 3}, \"quota\": {\"bytes\": \"10GiB\", \"files\": 100}}");

        assertThat(policy.rules(Scope.PROJECT).keepLatest()).isEqualTo(3);
        assertThat(policy.quota()).isEqualTo(new Quota(10L << 30, 100));
        assertThat(RetentionPolicyJson.parse(RetentionPolicyJson.print(policy))).isEqualTo(policy);
    }

    private static void refuses(String json, String why) {
        assertThatThrownBy(() -> RetentionPolicyJson.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
