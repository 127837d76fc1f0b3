package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Test;

public class StripesTest {
    private final Random random = new Random(42);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<ByteArrayOutputStream> cut(byte[] bytes, int stripes, int most) throws IOException {
        List<ByteArrayOutputStream> parts =
                Stream.generate(ByteArrayOutputStream::new).limit(stripes).toList();
        try (OutputStream out = Stripes.over(List.copyOf(parts))) {
            out.write(bytes, 0, Math.min(1, bytes.length));
            for (int at = 1; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(most));
                out.write(bytes, at, count);
                at += count;
            }
        }
        return parts;
    }

    private static InputStream joined(List<ByteArrayOutputStream> parts) {
        List<InputStream> ins = new ArrayList<>();
        parts.forEach(part -> ins.add(new ByteArrayInputStream(part.toByteArray())));
        return Stripes.of(ins);
    }

    @Test
    public void shouldPutTogetherWhatWasCut() throws IOException {
        int piece = Stripes.PIECE;
        for (int length : List.of(0, 1, piece - 1, piece, piece + 1, 4 * piece, 9 * piece + 77)) {
            for (int stripes : List.of(1, 3, 4)) {
                byte[] bytes = bytes(length);
                List<ByteArrayOutputStream> parts = cut(bytes, stripes, 2 * piece);
                assertThat(joined(parts).readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    public void shouldUseEachStreamInItsTurn() throws IOException {
        List<ByteArrayOutputStream> parts = cut(bytes(6 * Stripes.PIECE + 5), 4, 100_000);
        assertThat(parts.stream().map(ByteArrayOutputStream::size))
                .containsExactly(2 * Stripes.PIECE, 2 * Stripes.PIECE, Stripes.PIECE + 5, Stripes.PIECE);
    }

    @Test
    public void shouldCloseTheOtherStreamsWhenOneFails() {
        List<String> closed = new ArrayList<>();
        OutputStream fails = new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                throw new IOException("gone");
            }
        };
        OutputStream other = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.add("other");
            }
        };
        OutputStream out = Stripes.over(List.of(fails, other));
        assertThatThrownBy(out::close).hasMessage("gone");
        assertThat(closed).containsExactly("other");
    }
}
