package io.jenkins.plugins.artifactscopes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.Test;

public class ExpireInTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    public void shouldRefuseAnAgeThatNoTimeCanBeAddedTo() {
        for (String text : new String[] {"PT2562047788015215H", "PT9223372036854775807S", "PT8760000001H"}) {
            assertThatThrownBy(() -> ExpireIn.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("999999y");
        }
    }

    @Test
    public void shouldTakeTheLongestAgeThatCanBeWritten() {
        assertThat(ExpireIn.parse("999999y").from(NOW)).isPresent();
        assertThat(ExpireIn.parse(ExpireIn.parse("999999y").toString())).isEqualTo(ExpireIn.parse("999999y"));
        assertThat(ExpireIn.parse("999999h").toString()).satisfies(ExpireIn::parse);
    }
}
