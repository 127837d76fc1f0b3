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
    private final WebServer server = new WebServer(
            "127.0.0.1",
            0,
            LIMITS,
            Map.of("/healthz", new Health(), "/docs/*", new Documents(), "/sink", sink),
            new Metrics());

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

    @Test(timeout = 60_000)
    public void shouldCutOffAClientThatReadsTooSlowly() throws IOException, InterruptedException {
        Limits fast = new Limits(8192, Duration.ofSeconds(2), 1 << 20, 50, Duration.ofMillis(1500));
        WebServer strict = new WebServer("127.0.0.1", 0, fast, Map.of("/sink", sink), new Metrics());
        strict.start();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(64 << 10);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", strict.port()));
            socket.getOutputStream().write("GET /sink HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // A fifth of what is asked, and never silent for long.
            for (int i = 0; i < 250 && sink.writing.getCount() > 0; i++) {
                socket.getInputStream().readNBytes(20_000);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(sink.writing.getCount()).isZero();
        } finally {
            strict.stop();
        }
    }

    @Test
    public void shouldServeTheDocumentsThatErrorsPointTo() throws IOException {
        String end = " HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n";
        assertThat(answer("GET /nothing" + end)).contains("\"documentation_url\":\"http://a:1/docs/CLI.md\"");
        assertThat(answer("GET /docs/CLI.md" + end)).startsWith("HTTP/1.1 200 ").contains("# The commands");
        assertError(answer("GET /docs/../secret" + end), 404);
        assertError(answer("GET /docs/" + end), 404);
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
        private final transient CountDownLatch writing = new CountDownLatch(1);

        @Override
        protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reading.countDown();
            int length = request.getInputStream().readAllBytes().length;
            response.getOutputStream().print(length);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                for (int i = 0; i < 10_000; i++) {
                    response.getOutputStream().write(new byte[1 << 16]);
                }
            } finally {
                writing.countDown();
            }
        }

        @Override
        protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("planted");
        }
    }
}
