package io.jenkins.plugins.artifactscopes.transfer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.jenkins.plugins.artifactscopes.transfer.HttpRefused.Origin;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget.Retries;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** HTTP requests of one transfer, one after the other. Bodies are streamed, which also keeps the JDK from sending them twice by itself. */
final class HttpCalls {
    private static final int CHUNK = (1 << 18) + 16;

    private final HttpTarget target;
    private final Cancellation cancellation;

    HttpCalls(HttpTarget target, Cancellation cancellation) {
        this.target = target;
        this.cancellation = cancellation;
    }

    Retries retries() {
        return target.retries();
    }

    /** Whether the server runs on this machine. A name that only a proxy can resolve, or that the JDK does not read, is another one's. */
    boolean isLocal() {
        String host = target.base().getHost();
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @param path below the base, with its query */
    HttpURLConnection request(String method, String path, Credentials credentials) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) target.connectTimeout().toMillis());
        connection.setReadTimeout((int) target.readTimeout().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (credentials == Credentials.TOKEN && !target.token().isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + target.token());
        }
        cancellation.cutBy(connection::disconnect);
        return connection;
    }

    private URI resolve(String path) {
        return URI.create(target.base() + path);
    }

    /** Sends a body and reads the answer, which is an object or nothing. */
    FlatJson send(HttpURLConnection connection, Body body) throws IOException {
        return send(connection, body, Duration.ZERO);
    }

    /** @param busy how much longer than usual the server may be silent and take nothing, because it has something else to do first */
    FlatJson send(HttpURLConnection connection, Body body, Duration busy) throws IOException {
        Duration longest = target.readTimeout().plus(busy);
        connection.setReadTimeout((int) Math.min(Integer.MAX_VALUE, longest.toMillis()));
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(CHUNK);
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        try (OutputStream out = cancellation.watched(connection.getOutputStream(), longest)) {
            body.writeTo(out);
        } catch (TransferFailed | TransferCancelled e) {
            // A body that this side broke off must not look whole.
            connection.disconnect();
            throw e;
        }
        return answer(connection);
    }

    /** Sends a request without a body. */
    FlatJson send(HttpURLConnection connection) throws IOException {
        if (connection.getRequestMethod().equals("POST")) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(0);
            connection.getOutputStream().close();
        }
        return answer(connection);
    }

    private FlatJson answer(HttpURLConnection connection) throws IOException {
        try (InputStream in = answerStream(connection)) {
            return connection.getResponseCode() == HttpURLConnection.HTTP_NO_CONTENT
                    ? FlatJson.empty()
                    : FlatJson.read(new NonEmptyInput(in));
        } catch (JsonEOFException e) {
            throw brokenOff(e);
        } catch (JacksonException e) {
            throw stranger(connection.getResponseCode(), e);
        }
    }

    private HttpRefused stranger(int status, JacksonException cause) {
        HttpRefused refused = new HttpRefused(
                status,
                target.base() + " does not answer as an artifact server does: " + cause.getMessage(),
                Origin.STRANGER);
        refused.initCause(cause);
        return refused;
    }

    /** @throws HttpRefused for anything but success */
    InputStream answerStream(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        cancellation.check();
        if (status < 0) {
            // No status was found in what came: as a rule because the connection broke within the first bytes.
            throw new EOFException("The answer of " + target.base() + " broke off, or is not HTTP");
        }
        if (status >= 200 && status < 300) {
            return connection.getInputStream();
        }
        InputStream body = connection.getErrorStream();
        boolean withheld = body == null && status == HttpURLConnection.HTTP_UNAUTHORIZED;
        throw refusal(status, withheld ? unauthorized() : body);
    }

    /** The JDK keeps the body of a 401 to itself when the request had one; a request without a body is told the same. */
    private @Nullable InputStream unauthorized() throws IOException {
        HttpURLConnection again = request("GET", TransferApi.PUSHES, Credentials.TOKEN);
        return again.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED ? again.getErrorStream() : null;
    }

    private HttpRefused refusal(int status, @Nullable InputStream body) throws IOException {
        String message = "";
        Origin origin = Origin.STRANGER;
        if (body != null) {
            try (InputStream in = body) {
                FlatJson answer = FlatJson.read(in);
                message = answer.text("message");
                origin = answer.text("status").equals(Integer.toString(status)) ? Origin.SERVER : Origin.STRANGER;
            } catch (JsonEOFException e) {
                throw brokenOff(e);
            } catch (JacksonException | MalformedTransfer e) {
                // Not an answer of ours, such as a proxy's page: its status has to do.
                message = "";
            }
        }
        return new HttpRefused(
                status,
                message.isEmpty() ? target.base() + " answered with HTTP status " + status + "." : message,
                origin);
    }

    private static EOFException brokenOff(IOException cause) {
        EOFException failure = new EOFException("The answer broke off");
        failure.initCause(cause);
        return failure;
    }

    /** Writes the body of a request. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What a request shows. */
    enum Credentials {
        TOKEN,
        /** The signature in its URL is enough. */
        NONE
    }
}
