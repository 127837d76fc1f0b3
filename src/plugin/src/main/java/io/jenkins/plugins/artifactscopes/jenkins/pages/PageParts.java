package io.jenkins.plugins.artifactscopes.jenkins.pages;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.view.Action;
import io.jenkins.plugins.artifactscopes.view.Visit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kohsuke.stapler.StaplerRequest2;

/** The parts of an address behind that of a place, as the client wrote them. */
record PageParts(List<String> parts) {
    private static final String ARTIFACTS = "artifacts";
    private static final int ACTION = 2;

    /** @throws Refusal 404 for what is no address */
    static PageParts of(StaplerRequest2 request) throws Refusal {
        List<String> parts = new ArrayList<>();
        for (String part : request.getOriginalRestOfPath().split("/")) {
            if (!part.isEmpty()) {
                parts.add(decoded(part));
            }
        }
        return new PageParts(List.copyOf(parts));
    }

    private static String decoded(String part) throws Refusal {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw nothing();
        }
    }

    static Refusal nothing() {
        return new Refusal(404, Visit.NOTHING);
    }

    /** Whether it is {@code artifacts/ID/ACTION/PATH}. */
    boolean ofArtifact() {
        return parts.size() > ACTION + 1 && parts.get(0).equals(ARTIFACTS);
    }

    /** The artifact's id; 0 for what is none. */
    long id() {
        try {
            return Long.parseLong(parts.get(1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Action action() throws Refusal {
        return Arrays.stream(Action.values())
                .filter(one -> one.word().equals(parts.get(ACTION)))
                .findFirst()
                .orElseThrow(PageParts::nothing);
    }

    ArtifactPath path() throws Refusal {
        try {
            return ArtifactPath.of(String.join("/", parts.subList(ACTION + 1, parts.size())));
        } catch (IllegalArgumentException e) {
            throw nothing();
        }
    }
}
