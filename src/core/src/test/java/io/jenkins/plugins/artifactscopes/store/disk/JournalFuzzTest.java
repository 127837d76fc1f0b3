package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

public class JournalFuzzTest {
    @Test
    public void shouldReadALineOrSayThatItIsNone() {
        Fuzz.texts(
                "lines of a journal",
                List.of(
                        "{\"put\":\"dist/a\",\"size\":5,\"sha256\":\"" + "ab".repeat(32)
                                + "\",\"mode\":\"644\",\"modified\":[1793248272,345678000],\"segment\":1,\"offset\":147}",
                        "{\"put\":\"dist/l\",\"link\":\"a.txt\",\"modified\":[-1,0]}",
                        "{\"remove\":\"dist\"}",
                        "{\"artifact\":\"dist\",\"id\":59646240000000}",
                        "{\"sealed\":1,\"bytes\":40960,\"crc32c\":\"0000abcd\"}"),
                text -> {
                    try {
                        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                        Line line = LineJson.parse(bytes, 0, bytes.length);
                        byte[] again = written(line);
                        assertThat(LineJson.parse(again, 0, again.length)).isEqualTo(line);
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    private static byte[] written(Line line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = LineJson.generator(out)) {
            LineJson.write(json, line);
        }
        return out.toByteArray();
    }
}
