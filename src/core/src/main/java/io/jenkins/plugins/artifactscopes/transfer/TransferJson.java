package io.jenkins.plugins.artifactscopes.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON objects of the HTTP interface, each a flat one. */
public final class TransferJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64.Encoder BITS = Base64.getEncoder();

    private TransferJson() {}

    public static byte[] opened(PushDesk.Opened opened, String url) throws IOException {
        return object(json -> {
            json.writeStringField("id", opened.id());
            json.writeStringField("url", url);
            json.writeBooleanField("committed", opened.committed());
            writePosition(json, opened.position());
            json.writeStringField("wanted", BITS.encodeToString(opened.wanted().toByteArray()));
        });
    }

    public static byte[] known(BitSet known) throws IOException {
        return object(json -> json.writeStringField("known", BITS.encodeToString(known.toByteArray())));
    }

    /** @param refusal an {@link #error error object}, or empty */
    public static byte[] position(PushPosition position, Map<String, String> refusal) throws IOException {
        return object(json -> {
            writePosition(json, position);
            if (!refusal.isEmpty()) {
                json.writeStringField("refused_status", refusal.getOrDefault("status", "400"));
                json.writeStringField("refused_message", refusal.getOrDefault("message", ""));
            }
        });
    }

    private static void writePosition(JsonGenerator json, PushPosition position) throws IOException {
        json.writeNumberField("entries", position.entries());
        json.writeNumberField("bytes", position.bytes());
    }

    public static byte[] receipt(PushReceipt receipt) throws IOException {
        return object(json -> {
            json.writeNumberField("number", receipt.push().number());
            json.writeStringField("pushed", receipt.push().pushed().toString());
            json.writeStringField("by", receipt.push().by());
            ExpireIn expireIn = receipt.push().expireIn();
            json.writeStringField("expire_in", expireIn == null ? null : expireIn.toString());
            json.writeNumberField("files", receipt.files());
            json.writeNumberField("links", receipt.links());
            json.writeNumberField("directories", receipt.directories());
            json.writeNumberField("bytes", receipt.bytes());
            json.writeStringField(
                    "expires", receipt.expiry().map(Instant::toString).orElse(null));
        });
    }

    static PushReceipt receipt(FlatJson json) throws IOException {
        String expireIn = json.text("expire_in");
        PushInfo push = new PushInfo(
                json.number("number"),
                json.time("pushed"),
                json.require("by"),
                expireIn.isEmpty() ? null : ExpireIn.parse(expireIn));
        return new PushReceipt(
                push,
                json.number("files"),
                json.number("links"),
                json.number("directories"),
                json.number("bytes"),
                json.timeOrNull("expires"));
    }

    public static byte[] removal(Removal removal) throws IOException {
        return object(json -> {
            json.writeNumberField("files", removal.files());
            json.writeNumberField("bytes", removal.bytes());
            json.writeNumberField("freed_bytes", removal.freedBytes());
            json.writeNumberField("later_bytes", removal.laterBytes());
        });
    }

    static Removal removal(FlatJson json) throws IOException {
        return new Removal(
                json.number("files"), json.number("bytes"), json.number("freed_bytes"), json.number("later_bytes"));
    }

    /** The form that all errors have. */
    public static byte[] error(int status, String message, String documentation) throws IOException {
        return object(json -> {
            json.writeStringField("message", message);
            json.writeStringField("documentation_url", documentation);
            json.writeStringField("status", Integer.toString(status));
        });
    }

    /** Writes one entry of a list. */
    public static void entry(JsonGenerator json, Entry entry, @Nullable Instant expires) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", entry.path().value());
        json.writeStringField("type", entry.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("size", entry.size());
        json.writeStringField("sha256", entry.isFile() ? entry.requireDigest().hex() : null);
        json.writeStringField("mode", String.format(Locale.ROOT, "%04o", entry.mode()));
        json.writeStringField("modified", entry.modified().toString());
        json.writeStringField("pushed", entry.push().pushed().toString());
        json.writeStringField("expires", expires == null ? null : expires.toString());
        json.writeStringField("pushed_by", entry.push().by());
        json.writeNumberField("push", entry.push().number());
        if (entry.target() != null) {
            json.writeStringField("target", entry.requireTarget());
        }
        json.writeEndObject();
    }

    private static byte[] object(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
