package io.jenkins.plugins.artifactscopes.store;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LargeWritesProperties {
    private static final byte[] BEFORE = {1, 2, 3};

    @Property(tries = 100)
    void shouldWriteWhatRemainsAndNothingElse(
            @ForAll @IntRange(max = 200_000) int length, @ForAll @IntRange(max = 40_000) int position)
            throws Exception {
        byte[] bytes = new byte[position + length + 10];
        new Random(length).nextBytes(bytes);
        ByteBuffer content = ByteBuffer.wrap(bytes, position, length);
        Path file = Files.createTempFile("large", "");
        try {
            Files.write(file, BEFORE);
            try (FileChannel channel = FileChannel.open(file, APPEND)) {
                LargeWrites.write(channel, content);
            }

            byte[] written = Files.readAllBytes(file);
            assertThat(Arrays.copyOf(written, BEFORE.length)).isEqualTo(BEFORE);
            assertThat(Arrays.copyOfRange(written, BEFORE.length, written.length))
                    .isEqualTo(Arrays.copyOfRange(bytes, position, position + length));
            assertThat(content.position()).isEqualTo(position + length);
        } finally {
            Files.delete(file);
        }
    }
}
