package io.jenkins.plugins.artifactscopes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TransferServer;
import io.jenkins.plugins.artifactscopes.transfer.FlatJson;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PlanSamples;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The servlet as a stranger sees it. */
public class TransferServletTest {
    private static final String SCOPE = "scope=workflow&project=app&workflow=12";
    private static final String TOKEN = "app/12/Build";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private TransferServer server;

    @Before
    public void start() throws Exception {
        store = new TestStore(folder.getRoot().toPath().resolve("store"));
        server = new TransferServer(
                store.store(),
                new FixedListener(1000, Optional.empty()),
                folder.getRoot().toPath().resolve("spool"),
                new PlanLimits(10, 1000));
    }

    @After
    public void stop() throws Exception {
        server.close();
        store.close();
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static Map<String, String> json(HttpResponse<byte[]> response) throws Exception {
        return FlatJson.read(new ByteArrayInputStream(response.body())).fields();
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String why) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(json(response))
                .containsEntry("status", Integer.toString(status))
                .containsEntry("documentation_url", "https://example.org/docs")
                .hasEntrySatisfying("message", message -> assertThat(message).contains(why));
        assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    private HttpResponse<byte[]> open(byte[] plan, String token) throws Exception {
        return send("POST", "pushes?" + SCOPE + "&attempt=1&destination=dist", plan, token);
    }

    private String opened(byte[] plan) throws Exception {
        HttpResponse<byte[]> response = open(plan, TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        return String.valueOf(json(response).get("url"));
    }

    private static String below(String url, String what) {
        return url.replace("?", "/" + what + "?");
    }

    @Test
    public void shouldRefuseWhoHasNoCredentialsOrWrongOnes() throws Exception {
        byte[] plan = PlanSamples.deflated(PlanSamples.files(1, 3));
        assertRefused(open(plan, ""), 401, "wants a token");
        assertRefused(open(plan, "app/13/Build"), 403, "do not let you push to workflow 12 of app");
        assertRefused(send("GET", "tree?" + SCOPE, new byte[0], "other/12/Build"), 403, "do not let you read");
        assertRefused(send("DELETE", "entries?" + SCOPE + "&path=a", new byte[0], "app/1/x"), 403, "delete");
    }

    @Test
    public void shouldRefuseWhatIsNoPlanOrTooLargeAOne() throws Exception {
        assertRefused(open("no plan".getBytes(java.nio.charset.StandardCharsets.UTF_8), TOKEN), 400, "");
        assertRefused(open(new byte[0], TOKEN), 400, "");
        assertRefused(open(PlanSamples.deflated(PlanSamples.files(11, 3)), TOKEN), 413, "more than 10");
        assertRefused(open(PlanSamples.deflated(new byte[10_000_000]), TOKEN), 400, "");
        assertRefused(open(PlanSamples.deflated(PlanSamples.longNames(9)), TOKEN), 413, "larger than 1000 bytes");
    }

    @Test
    public void shouldRefuseWhatExceedsTheQuotaBeforeAnythingIsSent() throws Exception {
        assertRefused(open(PlanSamples.deflated(PlanSamples.files(3, 500)), TOKEN), 507, "may have 1000 bytes");
    }

    @Test
    public void shouldWantTheSignatureOfTheVeryPush() throws Exception {
        String url = opened(PlanSamples.deflated(PlanSamples.files(1, 3)));
        byte[] none = new byte[0];
        assertThat(send("GET", url, none, "").statusCode()).isEqualTo(200);
        assertRefused(send("GET", url.substring(0, url.indexOf('?')), none, TOKEN), 401, "signed address");
        assertRefused(send("GET", url.replace("workflow=12", "workflow=13"), none, TOKEN), 403, "not signed");
        assertRefused(send("GET", url.replaceAll("until=\\d", "until=9"), none, TOKEN), 403, "not signed");
        char last = url.charAt(url.length() - 1);
        String forged = url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0');
        assertRefused(send("GET", forged, none, TOKEN), 403, "not signed");
        assertRefused(send("PUT", url.replaceFirst("pushes/.", "pushes/x"), none, TOKEN), 403, "not signed");
    }

    @Test
    public void shouldEndAPushWithWhatItsAddressIsBoundTo() throws Exception {
        byte[] plan = PlanSamples.deflated(PlanSamples.files(1, 3));
        byte[] none = new byte[0];
        String url = String.valueOf(json(open(plan, TOKEN + "/block 5")).get("url"));
        String free = String.valueOf(json(open(plan, TOKEN)).get("url"));
        assertThat(send("GET", url, none, "").statusCode()).isEqualTo(200);
        assertRefused(send("GET", url.replaceFirst("&bound=[^&]*", ""), none, ""), 403, "not signed");
        assertRefused(send("GET", url.replaceFirst("block\\+5", "block+6"), none, ""), 403, "not signed");
        assertRefused(send("GET", free + "&bound=block+6", none, ""), 403, "not signed");
        server.end("block 5");
        assertRefused(send("GET", url, none, TOKEN), 403, "The block block 5 has ended");
        assertRefused(send("PUT", url + "&entries=0", PlanSamples.contents(1, 3, true), ""), 403, "has ended");
        assertRefused(send("POST", below(url, "commit"), none, ""), 403, "has ended");
        assertRefused(send("DELETE", url, none, ""), 403, "has ended");
        assertThat(send("GET", free, none, "").statusCode()).isEqualTo(200);
    }

    @Test
    public void shouldRefuseContentsThatAreNotWhatTheyShouldBe() throws Exception {
        String url = opened(PlanSamples.deflated(PlanSamples.files(1, 3)));

        assertRefused(send("PUT", url, PlanSamples.contents(1, 3, false), ""), 422, "arrived with");
        assertThat(json(send("GET", url, new byte[0], "")))
                .containsEntry("refused_status", "422")
                .hasEntrySatisfying("refused_message", why -> assertThat(why).contains("dist/file0"));
        assertRefused(send("PUT", url, new byte[] {9, 9, 9, 9, 9, 9}, ""), 400, "");
        assertRefused(send("POST", below(url, "commit"), new byte[0], ""), 400, "have arrived");
        assertRefused(send("GET", "tree?" + SCOPE + "&path=dist", new byte[0], TOKEN), 404, "has no dist");
    }

    @Test
    public void shouldGiveTheReceiptAgainWhenItsAnswerWasLost() throws Exception {
        String url = opened(PlanSamples.deflated(PlanSamples.files(2, 3)));
        String position = json(send("GET", url, new byte[0], "")).get("entries");
        assertThat(send("PUT", url + "&entries=" + position, PlanSamples.contents(2, 3, true), "")
                        .statusCode())
                .isEqualTo(204);
        Map<String, String> receipt = json(send("POST", below(url, "commit"), new byte[0], ""));

        assertThat(receipt).containsEntry("files", "2").containsEntry("bytes", "6");
        assertThat(json(send("POST", below(url, "commit"), new byte[0], ""))).isEqualTo(receipt);
        assertThat(json(open(PlanSamples.deflated(PlanSamples.files(2, 3)), TOKEN)))
                .containsEntry("committed", "true");
        assertRefused(
                send(
                        "POST",
                        "pushes?" + SCOPE + "&attempt=2&destination=dist",
                        PlanSamples.deflated(PlanSamples.files(2, 3)),
                        TOKEN),
                409,
                "already has dist");
    }

    @Test
    public void shouldForgetAPushThatIsGivenUp() throws Exception {
        String url = opened(PlanSamples.deflated(PlanSamples.files(2, 3)));

        assertThat(send("DELETE", url, new byte[0], "").statusCode()).isEqualTo(204);
        assertRefused(send("GET", url, new byte[0], ""), 410, "no push of this name");
    }

    @Test
    public void shouldExplainWhatItDoesNotUnderstand() throws Exception {
        assertRefused(send("GET", "nothing", new byte[0], TOKEN), 404, "no GET at this address");
        assertRefused(send("GET", "tree", new byte[0], TOKEN), 400, "lacks the parameter 'scope'");
        assertRefused(send("GET", "tree?scope=x", new byte[0], TOKEN), 400, "There is no scope 'x'");
        assertRefused(send("GET", "tree?" + SCOPE + "&path=../x", new byte[0], TOKEN), 400, "leaves the scope");
        assertRefused(send("DELETE", "entries?" + SCOPE, new byte[0], TOKEN), 400, "lacks the parameter 'path'");
        assertRefused(send("POST", "pushes?" + SCOPE + "&attempt=1", new byte[0], TOKEN), 400, "needs a name");
    }
}
