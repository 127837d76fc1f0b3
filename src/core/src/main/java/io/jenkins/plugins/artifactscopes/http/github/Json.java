package io.jenkins.plugins.artifactscopes.http.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.transfer.FlatJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Writes one JSON object. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_BODY = 1 << 16;

    private Json() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * The fields of the object that a request brings.
     *
     * @param example what it could be, for the error
     * @throws Refusal 400 when it is none, 413 when it is too long
     */
    static Map<String, String> body(Exchange exchange, String example) throws IOException, Refusal {
        byte[] body = exchange.request().getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new Refusal(413, "The body is longer than " + MAX_BODY + " bytes.");
        }
        try {
            return FlatJson.read(new ByteArrayInputStream(body)).fields();
        } catch (IOException e) {
            throw new Refusal(400, "The body is no JSON object such as " + example + "." + hint(exchange, body));
        }
    }

    /** What says that it is a form a host may have read as one, before anybody asked it for the body. */
    private static String hint(Exchange exchange, byte[] body) {
        String type = String.valueOf(exchange.request().getContentType()).toLowerCase(Locale.ROOT);
        return body.length == 0 && type.startsWith("application/x-www-form-urlencoded")
                ? " It came as a form; send the header 'Content-Type: application/json'."
                : "";
    }

    static byte[] object(Fields fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
