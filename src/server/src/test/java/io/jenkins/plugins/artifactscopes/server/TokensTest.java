package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.Test;

public class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Claims CLAIMS =
            new Claims(new Holder("team/äpp", "12", "build \"1\""), true, NOW.plus(Duration.ofHours(24)));

    private final Tokens tokens = new Tokens(new byte[32], Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    public void shouldReadWhatItMinted() throws TokenRefused {
        assertThat(tokens.read(tokens.mint(CLAIMS))).isEqualTo(CLAIMS);
        Claims project = new Claims(new Holder("p", null, null), false, CLAIMS.expires());
        assertThat(tokens.read(tokens.mint(project))).isEqualTo(project);
    }

    @Test
    public void shouldRefuseATokenPastItsTime() {
        Clock later = Clock.fixed(CLAIMS.expires(), ZoneOffset.UTC);
        assertThatThrownBy(() -> new Tokens(new byte[32], later).read(tokens.mint(CLAIMS)))
                .isInstanceOf(TokenRefused.class)
                .hasMessageContaining("expired at 2026-11-22T10:00:00Z");
    }

    @Test
    public void shouldRefuseATokenOfAnotherServer() {
        byte[] other = new byte[32];
        other[31] = 1;
        String foreign = new Tokens(other, Clock.fixed(NOW, ZoneOffset.UTC)).mint(CLAIMS);
        assertRefused(foreign);
    }

    @Test
    public void shouldRefuseATokenWhoseClaimsWereChanged() {
        String[] parts = tokens.mint(CLAIMS).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String wider = claims.replace("\"readOnly\":true", "\"readOnly\":false");
        assertThat(wider).isNotEqualTo(claims);
        assertRefused(parts[0] + "." + encode(wider) + "." + parts[2]);
        assertRefused(encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        assertRefused(encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
    }

    @Test
    public void shouldRefuseWhatIsNoToken() {
        for (String text : new String[] {"", ".", "..", "a", "a.b", "a.b.c", "ä.ö.ü", "a.b.c.d", "x".repeat(100_000)}) {
            assertRefused(text);
        }
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOf(TokenRefused.class)
                .hasMessage("The token is not one that this server has minted.");
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
