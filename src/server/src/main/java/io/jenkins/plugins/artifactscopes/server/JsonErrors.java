package io.jenkins.plugins.artifactscopes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Errors that Jetty finds before any servlet does, in the shape that all our errors have; nothing of Jetty's own words, no stack
 * and no version.
 */
final class JsonErrors extends ErrorHandler {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<Integer, String> WORDS = Map.of(
            400, "The request is not valid HTTP.",
            404, "There is nothing at this address. Artifacts are reached with the artifact command.",
            405, "This address does not take that method.",
            408, "The request came in too slowly or not at all. Send it again, faster.",
            413, "The request's body is larger than this server takes.",
            414, "The request's address is longer than this server takes. Use shorter names.",
            431, "The request's headers are larger than this server takes. Use a shorter token or shorter names.",
            500, "The server failed. Its log says why.",
            503, "The server is stopping or overloaded. Try again in a moment.");

    static byte[] body(int status, String message, String root) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("message", message);
            json.writeStringField("documentation_url", root + "/docs/CLI.md");
            json.writeStringField("status", Integer.toString(status));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    static String words(int status) {
        return WORDS.getOrDefault(status, HttpStatus.getMessage(status) + ".");
    }

    /** Scheme and host; empty for a request that names none. */
    private static String root(Request request) {
        HttpURI uri = request.getHttpURI();
        return uri == null || uri.getHost() == null ? "" : uri.getScheme() + "://" + uri.getAuthority();
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        response.write(true, ByteBuffer.wrap(body(status, words(status), root(request))), callback);
    }
}
