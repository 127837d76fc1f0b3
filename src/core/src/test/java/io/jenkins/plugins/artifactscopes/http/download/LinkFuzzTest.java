package io.jenkins.plugins.artifactscopes.http.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.download.Links.Form;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.http.download.Links.Target;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Links as strangers could change them: none gives anything else than one that was made, nor for longer. */
public class LinkFuzzTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<Target> TARGETS = List.of(
            new Target(Form.FILE, 12, ArtifactPath.of("dist/a b%2e.txt"), Presentation.INLINE),
            new Target(Form.ZIP, 59646240000000L, ArtifactPath.of("größe/..x"), Presentation.ATTACHMENT));

    private final Links links = links(NOW);
    private final Links late = links(NOW.plusSeconds(61));

    private static Links links(Instant now) {
        return new Links(new Signer(new byte[32]), InstantSource.fixed(now), Duration.ofMinutes(1));
    }

    @Test
    public void shouldGiveNothingThatNoLinkWasMadeFor() {
        Fuzz.texts("signed link", TARGETS.stream().map(links::to).toList(), link -> {
            assertThat(isTaken(late, link)).as("a minute later").isFalse();
            return isTaken(links, link);
        });
    }

    private static boolean isTaken(Links links, String link) {
        try {
            int query = link.indexOf('?');
            Map<String, String> parameters = query < 0 ? Map.of() : parameters(link.substring(query + 1));
            Target target = links.read(query < 0 ? link : link.substring(0, query), parameters::get);
            assertThat(TARGETS).contains(target);
            return true;
        } catch (Refusal e) {
            assertThat(e.status()).isIn(403, 410);
            return false;
        }
    }

    /** As a servlet has them: the first of each name; what is no escape stays as it is. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stranger's escape that is none.
            return text;
        }
    }
}
