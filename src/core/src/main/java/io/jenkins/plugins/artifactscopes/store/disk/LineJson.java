package io.jenkins.plugins.artifactscopes.store.disk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The journal's lines as JSON. */
final class LineJson {
    /** Of journals, as {@code docs/STORAGE.md} describes it. */
    static final int FORMAT = 1;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(1 << 20).build())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private LineJson() {}

    /** A writer of lines, without the newlines between them; for {@link #write} only. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return JSON.createGenerator(out).setRootValueSeparator(null);
    }

    static void write(JsonGenerator json, Line line) throws IOException {
        json.writeStartObject();
        if (line instanceof Line.Put put) {
            writePut(json, put);
        } else if (line instanceof Line.Remove remove) {
            json.writeStringField("remove", remove.path());
        } else if (line instanceof Line.Moved moved) {
            json.writeStringField("moved", moved.path());
            writePlace(json, moved.place());
        } else if (line instanceof Line.Sealed sealed) {
            json.writeNumberField("sealed", sealed.number());
            json.writeNumberField("bytes", sealed.bytes());
            json.writeStringField("crc32c", hex(sealed.crc32c()));
        } else if (line instanceof Line.Artifact artifact) {
            json.writeStringField("artifact", artifact.name());
            json.writeNumberField("id", artifact.id());
        } else if (line instanceof Line.Header header) {
            writeHeader(json, header);
        } else if (line instanceof Line.Commit commit) {
            writeCommit(json, commit);
        }
        json.writeEndObject();
    }

    private static void writePut(JsonGenerator json, Line.Put put) throws IOException {
        Row row = put.row();
        json.writeStringField("put", put.path());
        switch (row.kind()) {
            case FILE -> {
                json.writeNumberField("size", row.size());
                json.writeStringField("sha256", row.requireDigest().hex());
                json.writeStringField("mode", Integer.toOctalString(row.mode()));
            }
            case DIRECTORY -> {
                json.writeBooleanField("directory", true);
                json.writeStringField("mode", Integer.toOctalString(row.mode()));
            }
            case LINK -> json.writeStringField("link", row.requireTarget());
        }
        writeTime(
                json,
                "modified",
                row.modified().getEpochSecond(),
                row.modified().getNano());
        writePlace(json, row.place());
    }

    private static void writeHeader(JsonGenerator json, Line.Header header) throws IOException {
        json.writeNumberField("format", FORMAT);
        json.writeStringField("scope", header.scope().word());
        json.writeStringField("project", header.project());
        if (header.workflow() != null) {
            json.writeStringField("workflow", header.workflow());
        }
        if (header.job() != null) {
            json.writeStringField("job", header.job());
        }
        json.writeNumberField("generation", header.generation());
    }

    private static void writeCommit(JsonGenerator json, Line.Commit commit) throws IOException {
        json.writeNumberField("commit", commit.number());
        json.writeStringField("kind", commit.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("lines", commit.lines());
        writeTime(json, "time", commit.epochSecond(), commit.nano());
        json.writeStringField("by", commit.by());
        if (commit.expireIn() != null) {
            json.writeStringField("expireIn", commit.expireIn());
        }
        if (commit.id() != null) {
            json.writeStringField("id", commit.id());
        }
        json.writeNumberField("files", commit.totals().files());
        json.writeNumberField("links", commit.totals().links());
        json.writeNumberField("directories", commit.totals().directories());
        json.writeNumberField("bytes", commit.totals().bytes());
    }

    private static void writeTime(JsonGenerator json, String name, long second, int nano) throws IOException {
        json.writeArrayFieldStart(name);
        json.writeNumber(second);
        json.writeNumber(nano);
        json.writeEndArray();
    }

    private static void writePlace(JsonGenerator json, Place place) throws IOException {
        if (place.isSegment()) {
            json.writeNumberField("segment", place.number());
            json.writeNumberField("offset", place.offset());
        } else if (!place.isNowhere()) {
            json.writeNumberField("file", place.number());
        }
    }

    static String hex(int crc) {
        return String.format("%08x", crc);
    }

    /**
     * Reads a line.
     *
     * @throws IOException when it is no line of a journal
     */
    static Line parse(byte[] buffer, int offset, int length) throws IOException {
        Fields fields = new Fields();
        try (JsonParser json = JSON.createParser(buffer, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "A line of a journal is an object");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                fields.read(name, json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new JsonParseException(json, "A line of a journal is one object");
            }
        }
        try {
            return fields.line();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException("A line of a journal does not make sense", e);
        }
    }

    /** The fields of a line, before it is known which line it is. */
    private static final class Fields {
        private String first = "";
        private final Map<String, String> texts = new LinkedHashMap<>(8);
        private final Map<String, Long> numbers = new LinkedHashMap<>(8);
        private long second;
        private int nano;
        private boolean directory;

        void read(String name, JsonParser json) throws IOException {
            if (first.isEmpty()) {
                first = name;
            }
            switch (json.nextToken()) {
                case VALUE_STRING -> texts.put(name, json.getText());
                case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
                case VALUE_TRUE -> directory = true;
                case START_ARRAY -> {
                    json.nextToken();
                    second = json.getLongValue();
                    json.nextToken();
                    nano = json.getIntValue();
                    json.nextToken();
                }
                default -> throw new JsonParseException(json, "Unexpected value of " + name);
            }
        }

        Line line() {
            return switch (first) {
                case "put" -> new Line.Put(text("put"), row());
                case "artifact" -> new Line.Artifact(text("artifact"), number("id"));
                case "remove" -> new Line.Remove(text("remove"));
                case "moved" -> new Line.Moved(text("moved"), place());
                case "sealed" ->
                    new Line.Sealed(number("sealed"), number("bytes"), Integer.parseUnsignedInt(text("crc32c"), 16));
                case "format" -> header();
                case "commit" -> commit();
                default -> throw new IllegalArgumentException("Unknown line " + first);
            };
        }

        private Row row() {
            Instant modified = Instant.ofEpochSecond(second, nano);
            if (directory) {
                return Row.directory(mode(), modified);
            }
            String target = texts.get("link");
            return target != null
                    ? Row.link(target, modified)
                    : Row.file(number("size"), Digest.parse(text("sha256")), mode(), modified, place());
        }

        private Line.Header header() {
            if (number("format") != FORMAT) {
                throw new IllegalArgumentException("Unknown format " + number("format"));
            }
            return new Line.Header(
                    Scope.of(text("scope")),
                    text("project"),
                    texts.get("workflow"),
                    texts.get("job"),
                    number("generation"));
        }

        private Line.Commit commit() {
            return new Line.Commit(
                    number("commit"),
                    number("lines"),
                    Line.Kind.valueOf(text("kind").toUpperCase(Locale.ROOT)),
                    second,
                    nano,
                    text("by"),
                    texts.get("expireIn"),
                    texts.get("id"),
                    new Line.Totals(number("files"), number("links"), number("directories"), number("bytes")));
        }

        private int mode() {
            return Integer.parseInt(text("mode"), 8);
        }

        private Place place() {
            @Nullable Long segment = numbers.get("segment");
            if (segment != null) {
                return new Place(/* number= */ segment, /* offset= */ number("offset"));
            }
            @Nullable Long file = numbers.get("file");
            return file != null ? Place.file(file) : Place.NOWHERE;
        }

        private String text(String name) {
            String text = texts.get(name);
            if (text == null) {
                throw new IllegalArgumentException("A line lacks " + name);
            }
            return text;
        }

        private long number(String name) {
            Long number = numbers.get(name);
            if (number == null) {
                throw new IllegalArgumentException("A line lacks " + name);
            }
            return number;
        }
    }
}
