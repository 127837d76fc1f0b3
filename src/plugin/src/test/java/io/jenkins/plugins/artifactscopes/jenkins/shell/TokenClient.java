package io.jenkins.plugins.artifactscopes.jenkins.shell;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jvnet.hudson.test.JenkinsRule;

/** Sends requests with the token of a job. */
record TokenClient(JenkinsRule jenkins, String token) {
    int status(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(jenkins.getURL() + "artifact-scopes/" + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection.getResponseCode();
    }

    /** @param of the rest of the query: {@code project=…&workflow=…&job=…} */
    int list(String scope, String of) throws IOException {
        return status("GET", "v1/entries?path=&scope=" + scope + "&" + of);
    }
}
