package io.jenkins.plugins.artifactscopes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class OriginTest {
    @Test
    public void shouldTakeEveryBranchThatGitHas() {
        for (String branch : new String[] {"main", "feature/größe 1", "a".repeat(255), "-"}) {
            assertThat(Origin.of(branch, "").branch()).isEqualTo(branch);
        }
        assertThat(Origin.of("", "")).isSameAs(Origin.NONE);
    }

    @Test
    public void shouldRefuseWhatCouldBreakALogOrAnAnswer() {
        for (String branch : new String[] {"a\tb", "a\nb", "\u0085", "a".repeat(256), "ü".repeat(128), "\ud800"}) {
            assertThatThrownBy(() -> Origin.of(branch, ""))
                    .as(branch)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("255 bytes");
        }
        for (String sha : new String[] {"abcdef", "0".repeat(65), "abcdefg", "abc def0"}) {
            assertThatThrownBy(() -> Origin.of("", sha)).as(sha).hasMessageContaining("hexadecimal");
        }
    }
}
