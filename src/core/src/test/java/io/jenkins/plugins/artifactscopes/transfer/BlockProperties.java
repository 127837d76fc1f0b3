package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BlockProperties {
    @Property(tries = 100)
    void shouldReadBackWhatWasWritten(@ForAll long seed, @ForAll boolean slowWire) throws IOException {
        Random random = new Random(seed);
        byte[] content = content(random);

        assertThat(read(write(content, slowWire, random), random)).isEqualTo(content);
    }

    @Property(tries = 500)
    void shouldEndInAnErrorWhenABlockIsBroken(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = Arrays.copyOf(content(random), 5000);
        byte[] stream = write(content, true, random);
        stream[random.nextInt(5)] ^= (byte) (1 + random.nextInt(255));
        try {
            assertThat(read(stream, random).length).isLessThanOrEqualTo(1 << 20);
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    @Example
    void shouldTakeABreakForABreakNotForTheEnd() throws IOException {
        byte[] stream = write(new byte[100_000], false, new Random(1));
        for (int length = 0; length < stream.length; length += 999) {
            byte[] part = Arrays.copyOf(stream, length);
            assertThatThrownBy(() -> read(part, new Random(1))).isInstanceOf(java.io.EOFException.class);
        }
    }

    @Example
    void shouldCompressOnlyWhatShrinksAndOnlyOnASlowWire() throws IOException {
        byte[] text = "all work and no play ".repeat(200_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] noise = new byte[4_000_000];
        new Random(1).nextBytes(noise);

        assertThat(write(text, false, new Random(1)).length).isGreaterThan(text.length);
        assertThat(write(text, true, new Random(1)).length).isLessThan(text.length / 3);
        assertThat(write(noise, true, new Random(1)).length).isBetween(noise.length, noise.length + 1000);
    }

    @Example
    void shouldTellTheFailureOfTheOtherSide() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BlockWriter writer = new BlockWriter(out, AdaptiveCompression.never())) {
            writer.write(1);
            writer.fail("dist/a is damaged");
        }
        assertThatThrownBy(() -> read(out.toByteArray(), new Random(1))).hasMessage("dist/a is damaged");
    }

    private static byte[] content(Random random) {
        byte[] content = new byte[random.nextInt(900_000)];
        for (int i = 0; i < content.length; i += 50_000) {
            if (random.nextBoolean()) {
                byte[] noise = new byte[Math.min(50_000, content.length - i)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, content, i, noise.length);
            }
        }
        return content;
    }

    /** A clock that a slow wire advances by a microsecond a byte. */
    private static byte[] write(byte[] content, boolean slowWire, Random random) throws IOException {
        AtomicLong now = new AtomicLong();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream wire = new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("One byte at a time");
            }

            @Override
            public void write(byte[] some, int offset, int count) {
                bytes.write(some, offset, count);
                now.addAndGet(slowWire ? count * 1000L : 1);
            }
        };
        try (BlockWriter writer = new BlockWriter(wire, AdaptiveCompression.measured(now::get))) {
            int done = 0;
            while (done < content.length) {
                int count = Math.min(content.length - done, 1 + random.nextInt(300_000));
                writer.write(content, done, count);
                done += count;
            }
            writer.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] read(byte[] stream, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[100_000];
        try (BlockReader reader = new BlockReader(new ByteArrayInputStream(stream))) {
            int count = reader.read(buffer, 0, 1 + random.nextInt(buffer.length));
            while (count >= 0) {
                out.write(buffer, 0, count);
                count = reader.read(buffer, 0, 1 + random.nextInt(buffer.length));
            }
        }
        return out.toByteArray();
    }
}
