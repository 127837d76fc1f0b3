package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.Test;

/** Tokens as strangers could change them: none says anything else than what was minted. */
public class TokenFuzzTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Claims CLAIMS =
            new Claims(new Holder("team/app", "main-17", "Build"), false, NOW.plusSeconds(60));

    @Test
    public void shouldTakeNoTokenThatSaysAnythingElse() {
        Tokens tokens = new Tokens(new byte[32], Clock.fixed(NOW, ZoneOffset.UTC));
        Fuzz.texts("token", List.of(tokens.mint(CLAIMS)), token -> {
            try {
                assertThat(tokens.read(token)).isEqualTo(CLAIMS);
                return true;
            } catch (TokenRefused e) {
                return false;
            }
        });
    }

    @Test
    public void shouldReadClaimsThatItWritesAgainOrRefuseThem() {
        byte[] partial = "{\"project\":\"a\",\"readOnly\":true,\"exp\":1}".getBytes(StandardCharsets.UTF_8);
        Fuzz.run("claims", List.of(ClaimsJson.write(CLAIMS), partial), payload -> {
            try {
                Claims claims = ClaimsJson.read(payload);
                assertThat(ClaimsJson.read(ClaimsJson.write(claims))).isEqualTo(claims);
                return true;
            } catch (TokenRefused e) {
                return false;
            }
        });
    }
}
