package io.jenkins.plugins.artifactscopes.jenkins.shell;

import io.jenkins.plugins.artifactscopes.jenkins.http.OneFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvnet.hudson.test.JenkinsRule;

/** Sends requests with the token of a job. */
record TokenClient(JenkinsRule jenkins, String token) {
    int status(String method, String path) throws IOException {
        HttpURLConnection connection = connect(method, path);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection.getResponseCode();
    }

    /**
     * Opens a push of one file to the run's scope.
     *
     * @return the signed address, below {@code v1/}
     */
    String push(String name, String of) throws IOException {
        HttpURLConnection connection =
                connect("POST", "v1/pushes?scope=workflow&attempt=" + name + "&destination=" + name + "&" + of);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        write(connection, OneFile.plan());
        String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher url = Pattern.compile("\"url\" *: *\"([^\"]+)\"").matcher(answer);
        if (!url.find()) {
            throw new IOException(answer);
        }
        return url.group(1);
    }

    /** Sends that file. */
    int content(String push) throws IOException {
        HttpURLConnection connection = connect("PUT", "v1/" + push + "&entries=0&bytes=0");
        write(connection, OneFile.content());
        return connection.getResponseCode();
    }

    int commit(String push) throws IOException {
        HttpURLConnection connection = connect("POST", "v1/" + push.replace("?", "/commit?"));
        write(connection, new byte[0]);
        return connection.getResponseCode();
    }

    private HttpURLConnection connect(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(jenkins.getURL() + "artifact-scopes/" + path).toURL().openConnection();
        connection.setRequestMethod(method);
        return connection;
    }

    private static void write(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    /** @param of the rest of the query: {@code project=…&workflow=…&job=…} */
    int list(String scope, String of) throws IOException {
        return status("GET", "v1/entries?path=&scope=" + scope + "&" + of);
    }
}
