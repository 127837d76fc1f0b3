package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;

/** Asks the server that has a home, as its administrator; where none has it, one is started for the question. */
final class AdminCall {
    private final Home home;
    private final Clock clock;

    AdminCall(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /**
     * Asks.
     *
     * @param path from the root of the server
     * @param body empty for none
     * @return the body of the answer
     * @throws IOException with the server's words for anything but success
     */
    String ask(String method, String path, String body) throws IOException {
        if (Files.notExists(home.directory())) {
            throw new IOException("There is no " + home.directory() + ". Name the home that a server has.");
        }
        if (Files.exists(home.address())) {
            try {
                return ask(Files.readString(home.address()).strip(), method, path, body);
            } catch (ConnectException e) {
                // The server that wrote the address did not end in order, or ends now.
                return askOwn(method, path, body);
            }
        }
        return askOwn(method, path, body);
    }

    private String askOwn(String method, String path, String body) throws IOException {
        try (Service service = Service.start(home, "127.0.0.1", 0, Limits.STANDARD, clock)) {
            return ask("http://127.0.0.1:" + service.port(), method, path, body);
        }
    }

    private String ask(String server, String method, String path, String body) throws IOException {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + Secrets.read(home).adminToken())
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException("The server says no (" + answer.statusCode() + "): " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Waiting for the server was interrupted.", e);
        }
    }
}
