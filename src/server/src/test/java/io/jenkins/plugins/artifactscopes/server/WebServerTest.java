package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What clients get that do not behave, over real sockets. */
public class WebServerTest {
    private static final Limits LIMITS = new Limits(8192, Duration.ofMillis(700), 256, 50, Duration.ofMillis(1500));

    private final Sink sink = new Sink();
    private final WebServer server =
            new WebServer("127.0.0.1", 0, LIMITS, Map.of("/healthz", new Health(), "/sink", sink), new Metrics());

    @Before
    public void start() throws IOException {
        server.start();
    }

    @After
    public void stop() throws IOException {
        server.stop();
    }

    @Test
    public void shouldTellThatItIsUp() throws IOException {
        assertThat(answer("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"status\":\"up\"}");
    }

    @Test
    public void shouldAnswerEveryErrorInJsonWithoutTellingWhatItRunsOn() throws IOException {
        String end = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertError(answer("GET /nothing" + end), 404);
        assertError(answer("POST /healthz" + end), 405);
        assertError(answer("GET /%zz" + end), 400);
        assertError(answer("nonsense\r\n\r\n"), 400);
        assertError(answer("GET /" + "a".repeat(9000) + end), 414);
        assertError(answer("GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9000) + "\r\n\r\n"), 431);
    }

    @Test
    public void shouldAnswerAFaultOfItsOwnWithoutItsStack() throws IOException {
        String answer = answer("DELETE /sink HTTP/1.1\r\nHost: a\r\n\r\n");
        assertError(answer, 500);
        assertThat(answer).contains("Its log says why").doesNotContain("planted");
    }

    @Test
    public void shouldCutOffAClientThatFallsSilentInItsBody() throws IOException {
        assertError(answer("PUT /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc"), 408);
    }

    @Test(timeout = 20_000)
    public void shouldCutOffAClientThatTrickles() throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("PUT /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 15 && socket.getInputStream().available() == 0; i++) {
                out.write('a');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertError(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8), 408);
        }
    }

    @Test
    public void shouldSayThatThePortIsTaken() {
        WebServer second = new WebServer("127.0.0.1", server.port(), LIMITS, Map.of(), new Metrics());
        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + server.port())
                .hasMessageContaining("--port");
    }

    @Test(timeout = 20_000)
    public void shouldLetARunningRequestEndWhenItStops() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                OutputStream out = socket.getOutputStream();
                out.write("PUT /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 6000\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 6; i++) {
                    out.write("a".repeat(1000).getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(sink.reading.await(5, TimeUnit.SECONDS)).isTrue();
        server.stop();
        assertThat(answer.get(5, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ").endsWith("6000");
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertError(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsPattern("Content-Type: application/json; ?charset=utf-8")
                .contains("\"status\":\"" + status + "\"}")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Exception");
    }

    /** Reads what is put. */
    private static final class Sink extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient CountDownLatch reading = new CountDownLatch(1);

        @Override
        protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reading.countDown();
            int length = request.getInputStream().readAllBytes().length;
            response.getOutputStream().print(length);
        }

        @Override
        protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("planted");
        }
    }
}
