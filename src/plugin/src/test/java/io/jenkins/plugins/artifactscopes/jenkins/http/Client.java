package io.jenkins.plugins.artifactscopes.jenkins.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jvnet.hudson.test.JenkinsRule;

/** A client that knows HTTP and nothing of Jenkins. */
final class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String authorization;

    Client(JenkinsRule jenkins, String authorization) throws Exception {
        this.base = jenkins.getURL() + "artifact-scopes/";
        this.authorization = authorization;
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return send(method, URI.create(base + path), new byte[0], headers);
    }

    HttpResponse<String> send(String method, URI address, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    int status(String method, String path, String... headers) throws Exception {
        return send(method, path, headers).statusCode();
    }
}
