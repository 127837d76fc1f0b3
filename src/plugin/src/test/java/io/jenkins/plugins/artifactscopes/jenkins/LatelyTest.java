package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class LatelyTest {
    private static final Duration DURING = Duration.ofMinutes(10);

    private Instant now = Instant.EPOCH;
    private final Lately<String> lately = new Lately<>(DURING, 2, () -> now);

    @Test
    public void shouldRememberForAWhile() {
        assertThat(lately.has("a")).isFalse();
        assertThat(lately.add("a")).isTrue();
        now = now.plus(DURING);
        assertThat(lately.has("a")).isTrue();
        assertThat(lately.add("a")).isFalse();
        now = now.plusMillis(1);
        assertThat(lately.has("a")).isFalse();
        assertThat(lately.add("a")).isTrue();
        lately.forget();
        assertThat(lately.has("a")).isFalse();
    }

    @Test
    public void shouldHaveRoomAgainWhenThoseThatFilledItAreOver() {
        lately.add("a");
        now = now.plusSeconds(60);
        lately.add("b");
        assertThat(lately.add("c")).isFalse();
        assertThat(lately.has("c")).isFalse();
        now = Instant.EPOCH.plus(DURING).plusMillis(1);
        assertThat(lately.add("c")).isTrue();
        assertThat(lately.has("b")).isTrue();
        assertThat(lately.add("d")).isFalse();
    }
}
