package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.Test;

public class AddressFuzzTest {
    @Test
    public void shouldReadAnAddressOrRefuseIt() {
        Fuzz.texts(
                "addresses",
                List.of(
                        "/repos/team/app/actions/artifacts",
                        "/api/v3/repos/a%3Ab/c%20d/actions/artifacts/1/files/x%2Fy"),
                text -> {
                    // As a server gives it.
                    String uri = "/" + text.replaceAll("[?#]", "").replaceFirst("^/+", "");
                    try {
                        Address address = Address.of(request(uri));
                        assertThat(address.project()).isNotEmpty().doesNotContain("\0");
                        assertThat(address.artifact(1)).startsWith("http://a/").endsWith("/actions/artifacts/1");
                        return true;
                    } catch (Refusal e) {
                        assertThat(e.status()).isIn(400, 404);
                        return false;
                    }
                });
    }

    private static HttpServletRequest request(String uri) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                AddressFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> uri;
                    case "getContextPath" -> "";
                    case "getRequestURL" -> new StringBuffer("http://a" + uri);
                    case "getMethod" -> "GET";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    public void shouldGiveEachNameOneSpellingThatGitHubAllows() {
        Fuzz.texts("names of artifacts", List.of("dist", "a:b", "100%", "%3A%25", "what?*"), name -> {
            String encoded = ArtifactName.encode(name);
            assertThat(encoded).doesNotContain("\"", ":", "<", ">", "|", "*", "?", "\r", "\n", "\\", "/");
            assertThat(ArtifactName.decode(encoded)).isEqualTo(name);
            return true;
        });
    }
}
