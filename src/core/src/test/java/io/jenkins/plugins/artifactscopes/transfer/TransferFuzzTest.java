package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What comes over the wire is read whole and says the same when it is written again, or it is refused in a way that has a name. */
public class TransferFuzzTest {
    private static final PlanLimits LIMITS = new PlanLimits(1000, 1 << 20);

    @Test
    public void shouldReadAPlanOrRefuseIt() throws IOException {
        List<PlanEntry> entries = List.of(
                new PlanEntry(ArtifactPath.ROOT, Kind.DIRECTORY, 0, 0755, Instant.EPOCH, null, null),
                new PlanEntry(ArtifactPath.of("a"), Kind.FILE, 7, 0644, Instant.now(), null, null),
                new PlanEntry(
                        ArtifactPath.of("b"),
                        Kind.FILE,
                        9,
                        0644,
                        Instant.EPOCH,
                        null,
                        Digest.ofContent(new byte[1], 0, 1)),
                PlanEntry.implied(ArtifactPath.of("d")),
                new PlanEntry(ArtifactPath.of("d/größe"), Kind.LINK, 0, 0777, Instant.EPOCH, "../a", null));
        Fuzz.run("plans", List.of(written(entries), written(entries.subList(0, 2))), input -> {
            try {
                List<PlanEntry> read = read(input);
                assertThat(read(written(read))).isEqualTo(read);
                return true;
            } catch (MalformedTransfer | java.io.EOFException e) {
                return false;
            }
        });
    }

    private static byte[] written(List<PlanEntry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlanWriter writer = new PlanWriter(bytes);
        for (PlanEntry entry : entries) {
            writer.write(entry);
        }
        writer.end();
        return bytes.toByteArray();
    }

    private static List<PlanEntry> read(byte[] plan) throws IOException {
        List<PlanEntry> entries = new ArrayList<>();
        try (PlanReader reader = new PlanReader(new ByteArrayInputStream(plan), LIMITS)) {
            for (PlanEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    @Test
    public void shouldReadBlocksOrRefuseThem() throws IOException {
        byte[] content = "content ".repeat(400).getBytes(StandardCharsets.UTF_8);
        List<byte[]> samples = new ArrayList<>();
        for (AdaptiveCompression how : List.of(AdaptiveCompression.never(), AdaptiveCompression.measured(() -> 0))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (BlockWriter writer = new BlockWriter(bytes, how)) {
                writer.write(content, 0, content.length);
                writer.end();
            }
            samples.add(bytes.toByteArray());
        }
        Fuzz.run("blocks", samples, input -> {
            try (BlockReader reader = new BlockReader(new ByteArrayInputStream(input))) {
                assertThat(reader.readAllBytes().length).isLessThan(1 << 20);
                return true;
            } catch (MalformedTransfer | TransferFailed | java.io.EOFException e) {
                return false;
            }
        });
    }

    @Test
    public void shouldReadAJsonObjectOrRefuseIt() {
        Fuzz.texts(
                "JSON", List.of("{\"a\":\"b\",\"n\":-1.5e3,\"o\":{\"x\":[1]},\"z\":null}", "{\"days\":90}"), text -> {
                    try {
                        Map<String, String> fields = fields(text.getBytes(StandardCharsets.UTF_8));
                        assertThat(fields(written(fields))).isEqualTo(fields);
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    private static Map<String, String> fields(byte[] json) throws IOException {
        return FlatJson.read(new ByteArrayInputStream(json)).fields();
    }

    private static byte[] written(Map<String, String> fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
