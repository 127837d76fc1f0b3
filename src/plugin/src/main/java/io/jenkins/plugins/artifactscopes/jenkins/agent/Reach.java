package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Runs on the agent: finds out quickly whether the controller answers at an address, and nobody else. */
final class Reach {
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String READY = "{\"ready\":\"true\"}";
    private static final int MOST = 1000;

    private final DirectAddress address;

    Reach(DirectAddress address) {
        this.address = address;
    }

    /** @throws IOException when it does not; the message says what is there instead */
    void require() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.url().toURL().openConnection();
        connection.setConnectTimeout((int) LONGEST.toMillis());
        connection.setReadTimeout((int) LONGEST.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("The answer had HTTP status " + status + ".");
        }
        try (InputStream in = connection.getInputStream()) {
            String answer = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            if (!answer.equals(READY)) {
                throw new IOException("Something else than this controller answered.");
            }
        }
    }
}
