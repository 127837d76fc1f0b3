package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public class AmountTest {
    @Test
    public void shouldWriteBytesInTheUnitThatFits() {
        assertThat(Amount.bytes(0)).isEqualTo("0 B");
        assertThat(Amount.bytes(1023)).isEqualTo("1023 B");
        assertThat(Amount.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Amount.bytes(1024 * 1024 - 1)).isEqualTo("1.0 MiB");
        assertThat(Amount.bytes(87_136_665)).isEqualTo("83.1 MiB");
        assertThat(Amount.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    public void shouldCount() {
        assertThat(Amount.count(0, "file")).isEqualTo("0 files");
        assertThat(Amount.count(1, "file")).isEqualTo("1 file");
        assertThat(Amount.count(1204, "file")).isEqualTo("1,204 files");
        assertThat(Amount.count(1_000_000, "file")).isEqualTo("1,000,000 files");
    }

    @Test
    public void shouldWriteTimesAsLongAsTheyAre() {
        assertThat(Amount.time(Duration.ofMillis(40))).isEqualTo("0.0 s");
        assertThat(Amount.time(Duration.ofMillis(1900))).isEqualTo("1.9 s");
        assertThat(Amount.time(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Amount.time(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
    }
}
