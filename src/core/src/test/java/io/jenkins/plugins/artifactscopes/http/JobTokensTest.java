package io.jenkins.plugins.artifactscopes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.Test;

public class JobTokensTest {
    private static final JobClaim CLAIM = new JobClaim("team/größe", "main/7", "12", "15", "1750000000000");

    private final JobTokens tokens = new JobTokens(new Signer(new byte[32]));
    private final JobTokenMask mask = new JobTokenMask();

    @Test
    public void shouldReadWhatItMintedAndMintTheSameAgain() {
        assertThat(tokens.read(tokens.mint(CLAIM))).contains(CLAIM);
        assertThat(tokens.mint(CLAIM)).isEqualTo(tokens.mint(CLAIM)).matches("artifact_job_[A-Za-z0-9_.-]+");
        assertThat(CLAIM.holder().job()).isEqualTo("12");
    }

    @Test
    public void shouldReadTheTextOfAClaimAndNothingElse() {
        assertThat(CLAIM.encoded()).matches("[A-Za-z0-9_-]+");
        assertThat(JobClaim.decoded(CLAIM.encoded())).contains(CLAIM);
        for (String other : new String[] {
            "", "*", CLAIM.encoded() + "=", "YQ", CLAIM.encoded().substring(8)
        }) {
            assertThat(JobClaim.decoded(other)).as(other).isNotEqualTo(Optional.of(CLAIM));
        }
    }

    @Test
    public void shouldRefuseWhatItDidNotMint() {
        String token = tokens.mint(CLAIM);
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new JobTokens(new Signer(other)).read(token)).isEmpty();
        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.read(token.substring(0, i) + changed + token.substring(i + 1)))
                    .as("changed at " + i)
                    .isEmpty();
            assertThat(tokens.read(token.substring(0, i))).isEmpty();
        }
        assertThat(tokens.read("artifact_job_")).isEmpty();
        assertThat(tokens.read(token + "=")).isEmpty();
        assertThat(tokens.read("x".repeat(10_000))).isEmpty();
    }

    @Test
    public void shouldHideTokensAsTheyAreAndInBase64() {
        String token = tokens.mint(CLAIM);
        assertThat(mask.hide("a " + token + " b")).isEqualTo("a **** b");
        assertThat(mask.hide("curl -H 'Authorization: Bearer " + token + "'"))
                .isEqualTo("curl -H 'Authorization: Bearer ****'");
        for (String before : new String[] {"", "u", "u:", "us:", "user:"}) {
            String basic = Base64.getEncoder().encodeToString((before + token).getBytes(StandardCharsets.US_ASCII));
            assertThat(mask.hide("Basic " + basic + ".")).as(before).matches("Basic [A-Za-z0-9]{0,7}\\*{4}\\.");
        }
        String plain = "artifact_jobs and YXJ0aWZhY3Q= are nothing to hide";
        assertThat(mask.hide(plain)).isSameAs(plain);
    }

    @Test
    public void shouldHideTheSignatureWhenBase64IsBrokenIntoLines() {
        String token = tokens.mint(CLAIM);
        String signature = token.substring("artifact_job_".length(), token.indexOf('.'));
        String lines = Base64.getMimeEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
        StringBuilder shown = new StringBuilder();
        lines.lines().forEach(line -> shown.append(mask.hide(line)));
        String rest = shown.substring(shown.indexOf("*") + 4);
        assertThat(new String(Base64.getMimeDecoder().decode(rest), StandardCharsets.US_ASCII))
                .doesNotContain(signature.substring(signature.length() - 2));
    }
}
